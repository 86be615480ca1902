package dev.rubato.server.openai;

import dev.rubato.engine.Final;
import dev.rubato.engine.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What a subtitle shows at a time: at most two lines of 42 characters and seven seconds, which is
 * what can be read, and never words of two segments. Immutable; may be shared between threads.
 *
 * @param words at least one
 */
record Cue(List<Word> words) {
  private static final int MOST_CHARACTERS = 84;
  private static final double MOST_SECONDS = 7;

  double start() {
    return words.get(0).start();
  }

  double end() {
    return words.get(words.size() - 1).end();
  }

  String text() {
    return Word.join(words);
  }

  /** Cuts segments into cues. */
  static List<Cue> of(List<Final> segments) {
    List<Cue> cues = new ArrayList<>();
    for (Final segment : segments) {
      List<Word> words = new ArrayList<>();
      int characters = 0;
      for (Word word : segment.words()) {
        int added = characters + 1 + word.text().length();
        boolean full =
            !words.isEmpty()
                && (added > MOST_CHARACTERS || word.end() - words.get(0).start() > MOST_SECONDS);
        if (full) {
          cues.add(new Cue(List.copyOf(words)));
          words.clear();
          added = word.text().length();
        }
        words.add(word);
        characters = added;
      }
      if (!words.isEmpty()) {
        cues.add(new Cue(List.copyOf(words)));
      }
    }
    return cues;
  }
}

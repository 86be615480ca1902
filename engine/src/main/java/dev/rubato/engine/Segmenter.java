package dev.rubato.engine;

import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.CostTable;
import dev.rubato.model.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * One stream's way from encoder frames to events: decoder, endpointer, segments. The final events
 * depend on the frames alone, never on how they were cut into runs. Belongs to one stream.
 */
final class Segmenter {
  private final boolean partials;
  private final FrameClock clock;
  private final CtcDecoder decoder;
  private final Endpointer endpointer;
  private final CostTable costs;
  private final Consumer<RecognitionEvent> listener;

  private long frame;
  private int segment;
  private int revision;
  private List<Word> shown = List.of();
  private double segmentStart;
  private Compute compute = Compute.NONE;

  Segmenter(
      StreamOptions options,
      CtcDecoder decoder,
      FrameClock clock,
      CostTable costs,
      Consumer<RecognitionEvent> listener) {
    this.partials = options.partials();
    this.clock = clock;
    this.decoder = decoder;
    this.endpointer = new Endpointer(options.endpointing(), clock);
    this.costs = costs;
    this.listener = listener;
  }

  /** A segmenter at the start of a stream. */
  static Segmenter of(
      EngineContext context, StreamOptions options, Consumer<RecognitionEvent> listener) {
    CtcDecoder decoder =
        options
            .decoder()
            .orElse(context.decoder())
            .create(context.model().vocabulary(), context.clock());
    return new Segmenter(options, decoder, context.clock(), context.costs(), listener);
  }

  /** Number of the frame that {@link #accept} takes next. */
  long frame() {
    return frame;
  }

  /**
   * Takes frames of an output and sends the finals of the segments that end in them.
   *
   * @param output holds the frames
   * @param from first frame to take
   * @param to frame after the last to take
   */
  void accept(EncoderOutput output, int from, int to) {
    int decoded = from;
    for (int t = from; t < to; t++) {
      Endpointer.Decision decision = endpointer.accept(isSilent(output, t));
      frame++;
      if (decision != Endpointer.Decision.CONTINUE) {
        decode(output, decoded, t + 1);
        decoded = t + 1;
        Final.Reason reason =
            decision == Endpointer.Decision.LENGTH ? Final.Reason.LENGTH : Final.Reason.SILENCE;
        endByItself(reason);
      }
    }
    decode(output, decoded, to);
  }

  private static boolean isSilent(EncoderOutput output, int t) {
    int symbols = output.symbols();
    return GreedyDecoder.argmax(output.logProbs(), t * symbols, symbols) == Vocabulary.BLANK;
  }

  private void decode(EncoderOutput output, int from, int to) {
    if (from < to) {
      decoder.accept(rows(output, from, to), to - from);
      compute = compute.plus(Compute.of(costs, output, from, to));
    }
  }

  private static float[] rows(EncoderOutput output, int from, int to) {
    int symbols = output.symbols();
    return from == 0
        ? output.logProbs()
        : Arrays.copyOfRange(output.logProbs(), from * symbols, to * symbols);
  }

  private void endByItself(Final.Reason reason) {
    List<Word> words = decoder.finish(frame);
    if (words.isEmpty()) {
      // A segment without words goes on; what was shown of it is taken back.
      show(words);
    } else {
      end(words, clock.start(frame), reason);
    }
  }

  /** Sends the best words so far, if they differ from what was sent before. */
  void showPartial() {
    if (partials) {
      show(decoder.words());
    }
  }

  private void show(List<Word> words) {
    if (!texts(words).equals(texts(shown))) {
      shown = words;
      listener.accept(new Partial(segment, revision++, words));
    }
  }

  private static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }

  /**
   * Ends the segment, whatever it holds.
   *
   * @param lookahead holds frames of silence appended to the audio so far
   * @param from first of these frames
   * @param end where the audio so far ends, seconds
   * @param reason why the segment ends
   */
  void end(EncoderOutput lookahead, int from, double end, Final.Reason reason) {
    if (from < lookahead.frames()) {
      decoder.accept(rows(lookahead, from, lookahead.frames()), lookahead.frames() - from);
    }
    // Frames in which a word of the past was still heard must not be heard again.
    for (int t = lookahead.frames() - 1; t >= from; t--) {
      if (!isSilent(lookahead, t)) {
        frame += t + 1 - from;
        break;
      }
    }
    end(end, reason);
  }

  /** Ends the segment, whatever it holds. */
  void end(double end, Final.Reason reason) {
    List<Word> words = decoder.finish(frame).stream().map(word -> clip(word, end)).toList();
    endpointer.restart();
    end(words, end, reason);
  }

  private static Word clip(Word word, double end) {
    return word.end() <= end
        ? word
        : new Word(word.text(), Math.min(word.start(), end), end, word.confidence());
  }

  private void end(List<Word> words, double end, Final.Reason reason) {
    double confidence = words.stream().mapToDouble(Word::confidence).average().orElse(0);
    double last = Math.max(segmentStart, end);
    Final event = new Final(segment, words, segmentStart, last, confidence, compute, reason);
    segment++;
    revision = 0;
    shown = List.of();
    segmentStart = last;
    compute = Compute.NONE;
    listener.accept(event);
  }
}

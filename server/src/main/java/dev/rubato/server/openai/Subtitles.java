package dev.rubato.server.openai;

import java.util.List;
import java.util.Locale;

/** Subtitle files: SubRip, and WebVTT (W3C). Stateless. */
final class Subtitles {
  private Subtitles() {}

  static String srt(List<Cue> cues) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cues.size(); i++) {
      Cue cue = cues.get(i);
      text.append(i + 1).append('\n').append(span(cue, ',')).append(cue.text()).append("\n\n");
    }
    return text.toString();
  }

  static String vtt(List<Cue> cues) {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (Cue cue : cues) {
      text.append(span(cue, '.')).append(escape(cue.text())).append("\n\n");
    }
    return text.toString();
  }

  /** WebVTT reads these characters as markup. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String span(Cue cue, char point) {
    return time(cue.start(), point) + " --> " + time(cue.end(), point) + "\n";
  }

  private static String time(double seconds, char point) {
    long millis = Math.round(seconds * 1000);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        point,
        millis % 1000);
  }
}

package dev.rubato.training.synthesis;

import java.nio.file.Path;
import java.util.List;

/**
 * A voice of espeak-ng with its settings.
 *
 * @param speaker language and variant, as in {@code en-us+f2}
 * @param pitch 0 to 99, 50 is the voice's own
 * @param range how far the pitch moves, per cent of the voice's own
 * @param rate words per minute
 * @param gap pause between words, 10 ms
 */
record EspeakRendition(String speaker, int pitch, int range, int rate, int gap)
    implements Rendition {

  @Override
  public double warp() {
    return 1; // The variants have their own formants.
  }

  @Override
  public List<String> arguments(String text, Path wav) {
    return List.of(
        "-v",
        speaker,
        "-p",
        Integer.toString(pitch),
        "-s",
        Integer.toString(rate),
        "-g",
        Integer.toString(gap),
        "-m",
        "-w",
        wav.toString(),
        "<prosody range=\"%d%%\">%s</prosody>".formatted(range, text));
  }
}

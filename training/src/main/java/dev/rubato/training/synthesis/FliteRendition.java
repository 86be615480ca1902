package dev.rubato.training.synthesis;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A voice of flite with its settings.
 *
 * @param voice name of the voice
 * @param stretch duration of what is heard, relative to the voice's own
 * @param meanHz mean pitch of what is heard, Hz
 * @param deviationHz standard deviation of the pitch, Hz
 * @param warp vocal tract factor, see {@link Rendition#warp}
 */
record FliteRendition(String voice, double stretch, double meanHz, double deviationHz, double warp)
    implements Rendition {

  @Override
  public String speaker() {
    return String.format(Locale.ROOT, "%s-%.2f", voice, warp);
  }

  @Override
  public List<String> arguments(String text, Path wav) {
    // The warp shortens and raises what flite says; ask for longer and lower.
    return List.of(
        "-voice", voice,
        "--setf", set("duration_stretch", stretch * warp),
        "--setf", set("int_f0_target_mean", meanHz / warp),
        "--setf", set("int_f0_target_stddev", deviationHz / warp),
        "-o", wav.toString(),
        "-t", text);
  }

  private static String set(String feature, double value) {
    return String.format(Locale.ROOT, "%s=%.3f", feature, value);
  }
}

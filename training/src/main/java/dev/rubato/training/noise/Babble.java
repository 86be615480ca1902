package dev.rubato.training.noise;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioFiles;
import dev.rubato.engine.score.ManifestEntry;
import dev.rubato.engine.score.ManifestException;
import dev.rubato.engine.score.ManifestReader;
import dev.rubato.training.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Several people talking at once. Stateless; may be shared between threads. */
public final class Babble {
  /** Softer recordings, in root mean square, have no speech to speak of. */
  private static final double SILENT = 1e-4;

  private Babble() {}

  /**
   * Reads recordings to make babble from.
   *
   * @param manifest where they are listed
   * @param recordings how many to draw at random; all if there are fewer
   * @param seed chooses them
   * @return 16 kHz mono samples of each
   * @throws ManifestException if the manifest is malformed
   * @throws AudioException if a recording cannot be read
   */
  public static List<float[]> read(Path manifest, int recordings, long seed)
      throws ManifestException, AudioException {
    Signals.require(recordings >= 1, "recordings must be at least 1", recordings);
    List<ManifestEntry> entries = new ArrayList<>(ManifestReader.read(manifest));
    Collections.shuffle(entries, new Random(seed));
    List<float[]> speech = new ArrayList<>();
    for (ManifestEntry entry : entries.subList(0, Math.min(recordings, entries.size()))) {
      speech.add(AudioFiles.read(entry.audio()));
    }
    return speech;
  }

  /**
   * Babble: every talker says one recording after the other, all at equal level.
   *
   * @param speech recordings, at least one that is not silent
   * @param talkers people at a time; in [1, 100]
   * @param samples how many, at 16 kHz
   * @param seed chooses who says what when
   * @return samples with a root mean square of 1
   * @throws BadInputException if all recordings are silent
   */
  public static float[] make(List<float[]> speech, int talkers, int samples, long seed) {
    Signals.requireLength(samples);
    Signals.require(talkers >= 1 && talkers <= 100, "talkers must be in [1, 100]", talkers);
    List<float[]> audible = speech.stream().filter(s -> Signals.rms(s) > SILENT).toList();
    if (audible.isEmpty()) {
      throw new BadInputException("babble needs a recording that is not silent");
    }
    Random random = new Random(seed);
    float[] babble = new float[samples];
    for (int talker = 0; talker < talkers; talker++) {
      float[] said = audible.get(random.nextInt(audible.size()));
      // As if the talker had begun before the microphone was on.
      int position = -random.nextInt(said.length);
      while (position < samples) {
        add(babble, said, position);
        position += said.length;
        said = audible.get(random.nextInt(audible.size()));
      }
    }
    return Signals.normalize(babble);
  }

  private static void add(float[] babble, float[] said, int position) {
    double gain = 1 / Signals.rms(said);
    int end = Math.min(babble.length, position + said.length);
    for (int i = Math.max(0, position); i < end; i++) {
      babble[i] += (float) (gain * said[i - position]);
    }
  }
}

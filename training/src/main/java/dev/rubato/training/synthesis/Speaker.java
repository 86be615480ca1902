package dev.rubato.training.synthesis;

import dev.rubato.audio.AudioFiles;
import dev.rubato.audio.Resampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Lets utterances be spoken. Immutable; may be shared between threads. */
final class Speaker {
  /** Hz. */
  static final int SAMPLE_RATE = 16_000;

  /** Slower or faster than any voice at any setting, seconds per letter: something went wrong. */
  private static final double FASTEST = 0.02;

  private static final double SLOWEST = 0.35;
  private static final float SILENT = 0.01f;
  private static final float FULL_SCALE = 0.99f;

  private final Path scratch;

  /**
   * Makes a speaker.
   *
   * @param scratch existing folder for the synthesizers' files
   */
  Speaker(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * Speaks one utterance.
   *
   * @return 16 kHz mono samples in [-1, 1], or nothing if the synthesizer made no usable speech
   * @throws IOException if the synthesizer fails
   * @throws InterruptedException if the thread was interrupted
   */
  Optional<float[]> speak(Utterance utterance) throws IOException, InterruptedException {
    Path wav = scratch.resolve(utterance.index() + ".wav");
    try {
      Rendition rendition = utterance.rendition();
      utterance.synthesizer().program().run("", rendition.arguments(utterance.text(), wav));
      if (!Files.exists(wav)) {
        return Optional.empty();
      }
      float[] samples = AudioFiles.read(wav);
      // Taken as recorded at a rate warp times as high, the recording plays that much faster.
      int rate = (int) Math.round(SAMPLE_RATE * rendition.warp());
      samples = Resampler.resample(rate, SAMPLE_RATE, samples);
      return isUsable(samples, utterance.text()) ? Optional.of(limit(samples)) : Optional.empty();
    } finally {
      Files.deleteIfExists(wav);
    }
  }

  private static boolean isUsable(float[] samples, String text) {
    double secondsPerLetter = (double) samples.length / SAMPLE_RATE / text.length();
    return secondsPerLetter >= FASTEST && secondsPerLetter <= SLOWEST && peak(samples) > SILENT;
  }

  private static float[] limit(float[] samples) {
    float peak = peak(samples);
    if (peak > FULL_SCALE) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] *= FULL_SCALE / peak;
      }
    }
    return samples;
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}

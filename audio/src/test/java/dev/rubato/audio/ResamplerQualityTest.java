package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Passband and alias rejection, tone by tone: the band that the features look at (up to 7.6 kHz)
 * must come through flat, and nothing from above may fold into it.
 */
class ResamplerQualityTest {
  private static final int OUTPUT = 16_000;

  /** Power of a tone of amplitude 0.5, dB. */
  private static final double FULL = 10 * Math.log10(0.125);

  @TempDir Path folder;

  /** Figures of one resampler, dB. */
  private record Quality(double ripple, double aliases) {}

  @ParameterizedTest
  @ValueSource(ints = {22_050, 44_100, 48_000})
  void isFlatUpTo7600HzAndRejectsAliasesBy90Decibels(int rate) {
    Quality quality = measure(rate, input -> Resampler.resample(rate, OUTPUT, input));
    System.out.printf("%d Hz to 16 kHz: %s%n", rate, quality);
    assertTrue(quality.ripple() < 0.001, quality.toString());
    assertTrue(quality.aliases() < -90, quality.toString());
  }

  @Test
  void upsamplingFrom8kHzLeavesNoImages() {
    float[] output = Resampler.resample(8_000, OUTPUT, Signals.sine(3_000, 8_000, 8_000, 0.5));
    double image = toneDecibels(output, 5_000) - toneDecibels(output, 3_000);
    assertTrue(image < -90, "image " + image + " dB");
  }

  @ParameterizedTest
  @ValueSource(ints = {44_100, 48_000})
  void isAsGoodAsSoxWhereTheFeaturesLook(int rate) throws Exception {
    Tools.assume("sox");
    Quality ours = measure(rate, input -> Resampler.resample(rate, OUTPUT, input));
    Quality sox = measure(rate, input -> sox(rate, input));
    System.out.printf("%d Hz to 16 kHz: ours %s, sox rate -h %s%n", rate, ours, sox);
    assertTrue(ours.ripple() < sox.ripple() + 0.01, ours + " against " + sox);
    assertTrue(ours.aliases() < Math.max(-90, sox.aliases() + 3), ours + " against " + sox);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 44_100, 48_000})
  void equalsSoxOnBandLimitedNoise(int rate) throws Exception {
    Tools.assume("sox");
    // Noise made at 6 kHz has nothing near any Nyquist frequency involved.
    float[] input = Resampler.resample(6_000, rate, Signals.noise(1, 6_000, 0.2));
    float[] ours = Resampler.resample(rate, OUTPUT, input);
    float[] theirs = sox(rate, input);
    double error = Signals.errorDecibels(theirs, ours, 1_000, 15_000);
    System.out.printf("%d Hz to 16 kHz, noise: difference to sox %.1f dB%n", rate, error);
    assertTrue(error < -80, "difference " + error + " dB");
  }

  /** Resamples a sweep in steps: one tone after the other, 0.2 s each. */
  private static Quality measure(int rate, UnaryOperator<float[]> resampler) {
    List<Double> tones = new ArrayList<>();
    for (double hz = 100; hz <= 7_600; hz += 250) {
      tones.add(hz);
    }
    int inBand = tones.size();
    for (double hz = 8_400; hz < rate / 2.0; hz += 190) {
      tones.add(hz);
    }
    int length = rate / 5;
    float[] sweep = new float[tones.size() * length];
    for (int i = 0; i < tones.size(); i++) {
      float[] tone = Signals.sine(tones.get(i), rate, length, 0.5);
      System.arraycopy(faded(tone), 0, sweep, i * length, length);
    }
    float[] output = resampler.apply(sweep);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double aliases = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < tones.size(); i++) {
      int start = i * OUTPUT / 5;
      // 1600 samples are whole periods of every tone in the band.
      double level = Signals.decibels(output, start + 800, start + 2_400) - FULL;
      if (i < inBand) {
        least = Math.min(least, level);
        most = Math.max(most, level);
      } else {
        aliases = Math.max(aliases, level);
      }
    }
    return new Quality(most - least, aliases);
  }

  /** Without hard edges, which would hold every frequency. */
  private static float[] faded(float[] tone) {
    int edge = tone.length / 5;
    for (int i = 0; i < edge; i++) {
      float gain = (float) (0.5 - 0.5 * Math.cos(Math.PI * i / edge));
      tone[i] *= gain;
      tone[tone.length - 1 - i] *= gain;
    }
    return tone;
  }

  /** Power of one frequency, dB. */
  private static double toneDecibels(float[] samples, double hz) {
    double re = 0;
    double im = 0;
    for (int i = 1_000; i < 15_000; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - 1_000) / 14_000);
      re += window * samples[i] * Math.cos(2 * Math.PI * hz * i / OUTPUT);
      im += window * samples[i] * Math.sin(2 * Math.PI * hz * i / OUTPUT);
    }
    return 10 * Math.log10(re * re + im * im + 1e-30);
  }

  private float[] sox(int rate, float[] input) {
    Path in = folder.resolve("in.f32");
    Path out = folder.resolve("out.f32");
    ByteBuffer bytes = ByteBuffer.wrap(Wavs.encode(PcmEncoding.F32LE, input));
    try {
      Files.write(in, bytes.array());
      String raw = "-t f32 -c 1 -r ";
      Tools.run(
          folder,
          ("sox " + raw + rate + " in.f32 " + raw + OUTPUT + " out.f32 rate -h").split(" "));
      ByteBuffer result = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
      float[] samples = new float[result.remaining() / 4];
      result.asFloatBuffer().get(samples);
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @TempDir Path folder;

  /** Figures of one resampler, dB. */
  private record Quality(double ripple, double aliases) {}

  @ParameterizedTest
  @ValueSource(ints = {22_050, 44_100, 48_000})
  void isFlatUpTo7600HzAndRejectsAliasesBy90Decibels(int rate) {
    Quality quality = measure(rate, input -> Resampler.resample(rate, OUTPUT, input));
    System.out.printf("%d Hz to 16 kHz: %s%n", rate, quality);
    assertTrue(quality.ripple() < 0.01, quality.toString());
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

  private static Quality measure(int rate, UnaryOperator<float[]> resampler) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double hz = 100; hz <= 7_600; hz += 250) {
      float[] output = resampler.apply(Signals.sine(hz, rate, rate / 2, 0.5));
      double level = Signals.decibels(output, 1_000, 7_000) - 20 * Math.log10(0.5) + 3.0103;
      least = Math.min(least, level);
      most = Math.max(most, level);
    }
    double aliases = Double.NEGATIVE_INFINITY;
    for (double hz = 8_400; hz < rate / 2.0; hz += 190) {
      float[] output = resampler.apply(Signals.sine(hz, rate, rate / 2, 0.5));
      double level = Signals.decibels(output, 1_000, 7_000) - 20 * Math.log10(0.5) + 3.0103;
      aliases = Math.max(aliases, level);
    }
    return new Quality(most - least, aliases);
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
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

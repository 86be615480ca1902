package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rubato.audio.internal.SampleBuffer;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cutting a recording differently changes no bit of its samples and features. */
class ChunkingTest {

  @Provide
  static Arbitrary<String> recordings() {
    return Arbitraries.of(Recordings.names());
  }

  static Iterable<String> names() {
    return Recordings.names();
  }

  @Property(tries = 60, seed = "1")
  void samples(
      @ForAll("recordings") String name,
      @ForAll @IntRange(min = 1, max = 20_000) int longest,
      @ForAll long seed)
      throws AudioException {
    byte[] recording = Recordings.bytes(name);
    assertArrayEquals(
        Decoding.whole(recording),
        Decoding.inPieces(AudioDecoders.sniffing(), recording, seed, longest));
  }

  @ParameterizedTest
  @MethodSource("names")
  void samplesFromSingleBytes(String name) throws AudioException {
    byte[] recording = Recordings.bytes(name);
    assertArrayEquals(
        Decoding.whole(recording), Decoding.inPieces(AudioDecoders.sniffing(), recording, 1, 1));
  }

  @Property(tries = 25, seed = "2")
  void features(
      @ForAll("recordings") String name,
      @ForAll @IntRange(min = 1, max = 20_000) int longest,
      @ForAll long seed)
      throws AudioException {
    byte[] recording = Recordings.bytes(name);
    LogMelExtractor extractor = new LogMelExtractor(FeatureRecipe.DEFAULT);
    SampleBuffer frames = new SampleBuffer();
    Random random = new Random(seed);
    try (AudioDecoder decoder = AudioDecoders.sniffing()) {
      for (int at = 0; at < recording.length; ) {
        int length = Math.min(1 + random.nextInt(longest), recording.length - at);
        add(extractor, decoder.accept(recording, at, length), frames);
        at += length;
      }
      add(extractor, decoder.finish(), frames);
    }
    assertArrayEquals(
        LogMelExtractor.extract(FeatureRecipe.DEFAULT, Decoding.whole(recording)),
        frames.toArray());
  }

  private static void add(LogMelExtractor extractor, float[] samples, SampleBuffer frames) {
    float[] features = extractor.accept(samples, 0, samples.length);
    frames.accept(features, features.length);
  }

  @Property(tries = 40, seed = "3")
  void rawSamples(
      @ForAll PcmEncoding encoding,
      @ForAll @IntRange(min = 1_000, max = 96_000) int rate,
      @ForAll @IntRange(min = 1, max = 5) int channels,
      @ForAll @IntRange(min = 1, max = 500) int longest,
      @ForAll long seed)
      throws AudioException {
    byte[] bytes = new byte[channels * encoding.bytes() * 2_000];
    boolean real = encoding == PcmEncoding.F32LE || encoding == PcmEncoding.F64LE;
    if (!real) {
      new Random(seed).nextBytes(bytes);
    }
    AudioLimits limits = AudioLimits.DEFAULT;
    assertArrayEquals(
        Decoding.whole(AudioDecoders.raw(encoding, rate, channels, limits), bytes),
        Decoding.inPieces(
            AudioDecoders.raw(encoding, rate, channels, limits), bytes, seed, longest));
  }

  @ParameterizedTest
  @MethodSource("names")
  void keepingChannelsApartGivesTheSameMean(String name) throws AudioException {
    byte[] recording = Recordings.bytes(name);
    float[] mono = Decoding.whole(recording);
    try (ChannelDecoder decoder = AudioDecoders.sniffingChannels(AudioLimits.DEFAULT)) {
      float[][] head = decoder.accept(recording, 0, recording.length);
      float[][] tail = decoder.finish();
      int channels = decoder.format().orElseThrow().channels();
      assertEquals(channels, head.length);
      for (int i = 0; i < mono.length; i++) {
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
          sum +=
              i < head[channel].length ? head[channel][i] : tail[channel][i - head[channel].length];
        }
        assertEquals(mono[i], sum / channels, 1e-5);
      }
    }
  }
}

package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bytes are: samples within full scale, or one clear line. */
class FuzzTest {

  @Provide
  static Arbitrary<String> recordings() {
    return Arbitraries.of(Recordings.names());
  }

  @Property(tries = 200, seed = "4")
  void changedBytes(
      @ForAll("recordings") String name,
      @ForAll @IntRange(min = 1, max = 40) int changes,
      @ForAll boolean inFront,
      @ForAll long seed) {
    byte[] recording = Recordings.bytes(name);
    Random random = new Random(seed);
    int range = inFront ? Math.min(600, recording.length) : recording.length;
    for (int i = 0; i < changes; i++) {
      recording[random.nextInt(range)] = (byte) random.nextInt();
    }
    decode(recording);
  }

  @Property(tries = 100, seed = "5")
  void removedAndRepeatedBytes(@ForAll("recordings") String name, @ForAll long seed) {
    byte[] recording = Recordings.bytes(name);
    Random random = new Random(seed);
    int from = random.nextInt(recording.length);
    int to = from + random.nextInt(Math.min(3_000, recording.length - from));
    byte[] head = Arrays.copyOf(recording, random.nextBoolean() ? from : to);
    byte[] tail = Arrays.copyOfRange(recording, random.nextBoolean() ? to : from, recording.length);
    decode(Recordings.join(head, tail));
  }

  @Property(tries = 60, seed = "6")
  void noise(@ForAll("recordings") String name, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] noise = new byte[random.nextInt(30_000)];
    random.nextBytes(noise);
    byte[] head = Arrays.copyOf(Recordings.bytes(name), random.nextInt(200));
    decode(Recordings.join(head, noise));
  }

  /** Checksums keep most damage away from the codecs; here they are right. */
  @Property(tries = 100, seed = "7")
  void changedPages(
      @ForAll("oggRecordings") String name,
      @ForAll @IntRange(min = 1, max = 20) int changes,
      @ForAll boolean inHeaders,
      @ForAll long seed) {
    List<byte[]> pages = OggPages.split(Recordings.bytes(name));
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      byte[] page = pages.get(random.nextInt(inHeaders ? 3 : pages.size()));
      page[4 + random.nextInt(page.length - 4)] = (byte) random.nextInt();
      OggPages.sign(page);
    }
    decode(OggPages.join(pages));
  }

  @Provide
  static Arbitrary<String> oggRecordings() {
    return Arbitraries.of(
        "weather-report.opus", "four-channels.opus", "fresh-bread.ogg", "ogg-flac.oga");
  }

  private static void decode(byte[] recording) {
    try {
      for (float sample : Decoding.whole(recording)) {
        assertTrue(sample >= -1 && sample <= 1);
      }
    } catch (AudioException e) {
      assertFalse(e.getMessage().isBlank());
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      assertFalse(e.getMessage().contains("null"), e.getMessage());
    }
  }
}

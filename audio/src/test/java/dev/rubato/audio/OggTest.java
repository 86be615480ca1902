package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.audio.AudioException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OggTest {
  private static final byte[] OPUS = Recordings.bytes("weather-report.opus");
  private static final byte[] VORBIS = Recordings.bytes("fresh-bread.ogg");

  @Test
  void playsExactlyWhatWasEncoded() throws AudioException {
    assertEquals(58_800, Decoding.whole(OPUS).length);
    // 174920 samples at 44.1 kHz
    assertEquals(63_464, Decoding.whole(VORBIS).length);
  }

  @Test
  void playsTheLinksOfAChainOneAfterTheOther() throws AudioException {
    byte[] chain = Recordings.join(OPUS, VORBIS, OPUS);
    float[] opus = Decoding.whole(OPUS);
    float[] vorbis = Decoding.whole(VORBIS);
    float[] all = Decoding.whole(chain);
    assertEquals(2 * opus.length + vorbis.length, all.length);
    assertArrayEquals(opus, Arrays.copyOf(all, opus.length));
    assertArrayEquals(vorbis, Arrays.copyOfRange(all, opus.length, opus.length + vorbis.length));
    assertArrayEquals(opus, Arrays.copyOfRange(all, opus.length + vorbis.length, all.length));
  }

  @Test
  void playsTheFirstOfSeveralStreams() throws AudioException {
    List<byte[]> first = OggPages.split(OPUS);
    List<byte[]> second =
        OggPages.split(VORBIS).stream().map(page -> OggPages.withSerial(page, 77)).toList();
    List<byte[]> pages = new ArrayList<>(List.of(first.get(0), second.get(0)));
    for (int i = 1; i < Math.max(first.size(), second.size()); i++) {
      if (i < second.size()) {
        pages.add(second.get(i));
      }
      if (i < first.size()) {
        pages.add(first.get(i));
      }
    }
    assertArrayEquals(Decoding.whole(OPUS), Decoding.whole(OggPages.join(pages)));
  }

  @Test
  void fillsTheTimeOfALostPage() throws AudioException {
    List<byte[]> pages = OggPages.split(OPUS);
    pages.remove(3);
    keepsTimeAndNotes(OggPages.join(pages), "pages are missing after 0.9");
  }

  @Test
  void leavesOutADamagedPage() throws AudioException {
    List<byte[]> pages = OggPages.split(OPUS);
    pages.get(3)[1_000] ^= 4;
    keepsTimeAndNotes(OggPages.join(pages), "its checksum is wrong");
  }

  @Test
  void passesOverGarbageBetweenPages() throws AudioException {
    List<byte[]> pages = OggPages.split(OPUS);
    pages.add(4, "OggS and something else, OggOggS".getBytes(StandardCharsets.US_ASCII));
    assertArrayEquals(Decoding.whole(OPUS), Decoding.whole(OggPages.join(pages)));
  }

  private static void keepsTimeAndNotes(byte[] recording, String note) throws AudioException {
    float[] intact = Decoding.whole(OPUS);
    try (AudioDecoder decoder = AudioDecoders.sniffing()) {
      float[] samples = Decoding.whole(decoder, recording);
      assertEquals(intact.length, samples.length);
      assertTrue(decoder.notes().get(0).contains(note), decoder.notes().toString());
      int end = intact.length;
      // The page ends before 2.1 s; the decoder needs some packets to find its way again.
      double error = Signals.errorDecibels(intact, samples, 40_000, end);
      assertTrue(error < -10, "error " + error + " dB");
    }
  }

  @Test
  void aStreamWithoutEndMarkIsInOrder() throws AudioException {
    List<byte[]> pages = OggPages.split(OPUS);
    pages.remove(pages.size() - 1);
    try (AudioDecoder decoder = AudioDecoders.sniffing()) {
      float[] samples = Decoding.whole(decoder, OggPages.join(pages));
      assertTrue(samples.length > 30_000);
      assertTrue(decoder.notes().get(0).contains("no end mark"), decoder.notes().toString());
    }
  }

  @Test
  void aStreamThatStartsLateIsPlayedFromThere() throws AudioException {
    List<byte[]> pages = OggPages.split(OPUS);
    float[] intact = Decoding.whole(OPUS);
    List<byte[]> late = new ArrayList<>(pages.subList(0, 2));
    late.addAll(pages.subList(3, pages.size()));
    float[] samples = Decoding.whole(OggPages.join(late));
    assertTrue(samples.length < intact.length - 10_000 && samples.length > 20_000);
  }

  @Test
  void aStreamThatIsCutOffSaysWhere() {
    byte[] cut = Arrays.copyOf(OPUS, OPUS.length - 700);
    AudioException e = assertThrows(AudioException.class, () -> Decoding.whole(cut));
    assertEquals(Kind.TRUNCATED, e.kind());
    assertTrue(e.getMessage().matches(".*Opus.*cut off after \\d+\\.\\d\\d s"), e.getMessage());
  }

  @Test
  void otherCodecsAreNamed() {
    byte[] speex =
        OggPages.changeFirst(
            "weather-report.opus",
            body -> {
              byte[] name = "Speex   ".getBytes(StandardCharsets.US_ASCII);
              System.arraycopy(name, 0, body, 0, name.length);
            });
    AudioException e = assertThrows(AudioException.class, () -> Decoding.whole(speex));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.getMessage().contains("holds Speex; Opus, Vorbis and FLAC"), e.getMessage());
  }
}

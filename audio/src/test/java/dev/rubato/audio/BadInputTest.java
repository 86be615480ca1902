package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.audio.AudioException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every defect gives a typed exception with one clear line. */
class BadInputTest {
  private static final float[] TONE = Signals.sine(440, 16_000, 4_000, 0.5);
  private static final byte[] WAV = Wavs.pcm16(16_000, 1, TONE);

  @TempDir Path folder;

  private static void refuses(byte[] recording, Kind kind, String... parts) {
    AudioException e = assertThrows(AudioException.class, () -> Decoding.whole(recording));
    check(e, kind, parts);
    AudioException inPieces =
        assertThrows(
            AudioException.class,
            () -> Decoding.inPieces(AudioDecoders.sniffing(), recording, 1, 3));
    assertEquals(e.getMessage(), inPieces.getMessage());
  }

  private static void check(AudioException e, Kind kind, String... parts) {
    assertEquals(kind, e.kind(), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withFormat(int tag, int channels, long rate, int bits) {
    return new Wavs().format(tag, channels, rate, bits).chunk("data", new byte[64]).riff();
  }

  @Test
  void nothing() {
    refuses(new byte[0], Kind.EMPTY, "empty (0 bytes)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 11})
  void aFewBytes(int length) {
    refuses(new byte[length], Kind.UNSUPPORTED, "this is not a recording", "WAV, FLAC, Ogg");
  }

  @Test
  void text() {
    refuses(text("hi"), Kind.UNSUPPORTED, "is a text file", "\"hi\"");
    refuses(
        text("Call me Ishmael. Some years ago, never mind how long precisely.\n".repeat(300)),
        Kind.UNSUPPORTED,
        "is a text file, not a recording: it begins with \"Call me Ishmael. Some ye\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'\0\0\0\u0018ftypM4A \0\0\0\0', MP4",
    "'FORM\0\0\0\0AIFF\0\0\0\0', AIFF",
    "'RIFX\0\0\0\0WAVE\0\0\0\0', RIFX",
    "'#!AMR\n\0\0\0\0\0\0\0\0\0', AMR",
  })
  void otherContainersAreNamed(String begin, String name) {
    refuses(begin.getBytes(StandardCharsets.ISO_8859_1), Kind.UNSUPPORTED, name, "are supported");
  }

  @Test
  void rawSamplesWithoutAContainer() {
    byte[] samples = Wavs.encode(PcmEncoding.S16LE, Signals.noise(1, 20_000, 0.1));
    refuses(samples, Kind.UNSUPPORTED, "belong to no known container");
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 20, 30, 43})
  void aWavFileThatEndsInItsHeader(int length) {
    refuses(Arrays.copyOf(WAV, length), Kind.TRUNCATED, "ends inside its header");
  }

  @Test
  void aWavFileWithoutSamples() {
    refuses(
        new Wavs().format(1, 1, 16_000, 16).chunk("data", new byte[0]).riff(),
        Kind.EMPTY,
        "no samples");
    refuses(
        new Wavs()
            .format(1, 1, 16_000, 16)
            .chunk("data", new byte[0])
            .chunk("LIST", new byte[400])
            .riff(),
        Kind.EMPTY,
        "no samples");
  }

  @Test
  void absurdWavHeaders() {
    refuses(withFormat(1, 1, 0, 16), Kind.DAMAGED, "0 Hz", "1000 to 768000 Hz");
    refuses(withFormat(1, 1, 4_000_000_000L, 16), Kind.LIMIT, "4000000000 Hz");
    refuses(withFormat(1, 0, 16_000, 16), Kind.DAMAGED, "0 channels", "at least one");
    refuses(withFormat(1, 1_000, 16_000, 16), Kind.LIMIT, "1000 channels", "at most 32");
    refuses(withFormat(1, 1, 16_000, 0), Kind.UNSUPPORTED, "0 bits", "8 to 32");
    refuses(withFormat(3, 1, 16_000, 16), Kind.UNSUPPORTED, "16 bits", "32 or 64");
    refuses(withFormat(0x11, 1, 16_000, 4), Kind.UNSUPPORTED, "0x0011 (IMA ADPCM)", "mu-law are");
    refuses(
        new Wavs().chunk("fmt ", new byte[6]).chunk("data", new byte[8]).riff(),
        Kind.DAMAGED,
        "6 bytes, at least 16");
    refuses(new Wavs().chunk("data", new byte[8]).riff(), Kind.DAMAGED, "before the format");
    refuses(
        new Wavs().format(1, 1, 16_000, 16).chunk("JUNK", 0xfffffff0L, new byte[8]).riff(),
        Kind.TRUNCATED,
        "ends inside its header");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 12_000})
  void floatSamplesThatAreNone(float value) {
    float[] samples = TONE.clone();
    samples[2_000] = value;
    byte[] data = Wavs.encode(PcmEncoding.F32LE, samples);
    refuses(
        new Wavs().format(3, 1, 16_000, 32).chunk("data", data).riff(),
        Kind.DAMAGED,
        "the float sample at 0.1",
        Float.toString(value),
        "scaled to [-1, 1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "morning-train.flac",
        "weather-report.opus",
        "fresh-bread.ogg",
        "late-meeting.webm",
        "river-walk.mp3",
        "matroska-flac.mka",
        "vbr-stereo.mp3"
      })
  void compressedRecordingsThatAreCutOffSayWhere(String name) throws AudioException {
    byte[] recording = Recordings.bytes(name);
    double whole = Decoding.whole(recording).length / 16_000.0;
    byte[] cut = Arrays.copyOf(recording, recording.length * 3 / 5 + 1);
    AudioException e = assertThrows(AudioException.class, () -> Decoding.whole(cut));
    assertEquals(Kind.TRUNCATED, e.kind());
    String seconds = e.getMessage().replaceFirst(".*cut off after (\\d+\\.\\d\\d) s.*", "$1");
    assertEquals(0.6 * whole, Double.parseDouble(seconds), 0.35 * whole, e.getMessage());
  }

  static Iterable<String> compressed() {
    return Recordings.names().stream().filter(name -> !name.endsWith(".wav")).toList();
  }

  @ParameterizedTest
  @MethodSource("compressed")
  void everyContainerThatEndsInItsHeaders(String name) {
    byte[] recording = Recordings.bytes(name);
    AudioException e =
        assertThrows(AudioException.class, () -> Decoding.whole(Arrays.copyOf(recording, 40)));
    assertTrue(
        e.kind() == Kind.TRUNCATED || e.kind() == Kind.UNSUPPORTED,
        e.kind() + ": " + e.getMessage());
  }

  @Test
  void aFlacFrameThatIsDamaged() {
    byte[] recording = Recordings.bytes("morning-train.flac").clone();
    recording[recording.length / 2] ^= 0x10;
    refuses(recording, Kind.DAMAGED, "the FLAC frame at 1.", "checksum");
  }

  @Test
  void aFirstOggPageThatIsDamaged() {
    byte[] recording = Recordings.bytes("weather-report.opus").clone();
    recording[30] ^= 1;
    refuses(recording, Kind.DAMAGED, "first Ogg page is damaged");
  }

  @Test
  void anOpusHeaderThatDeclaresNoChannels() {
    byte[] recording = OggPages.changeFirst("weather-report.opus", body -> body[9] = 0);
    refuses(recording, Kind.DAMAGED, "Opus header", "no channels");
  }

  @Test
  void aVorbisHeaderThatDeclaresTooMuch() {
    byte[] many = OggPages.changeFirst("fresh-bread.ogg", body -> body[11] = (byte) 200);
    refuses(many, Kind.LIMIT, "200 channels", "at most 32");
    byte[] none =
        OggPages.changeFirst("fresh-bread.ogg", body -> Arrays.fill(body, 12, 16, (byte) 0));
    refuses(none, Kind.DAMAGED, "0 Hz");
  }

  @Test
  void rawFormatsThatCannotBe() {
    check(
        assertThrows(
            AudioException.class,
            () -> AudioDecoders.raw(PcmEncoding.S16LE, 0, 1, AudioLimits.DEFAULT)),
        Kind.DAMAGED,
        "0 Hz");
    check(
        assertThrows(
            AudioException.class,
            () -> AudioDecoders.raw(PcmEncoding.S16LE, 8_000, 1_000, AudioLimits.DEFAULT)),
        Kind.LIMIT,
        "1000 channels");
  }

  @Test
  void moreThanTheLongestDurationThatIsAccepted() {
    AudioLimits limits = new AudioLimits(2, 8_000, 48_000, Duration.ofMillis(200));
    AudioException e =
        assertThrows(
            AudioException.class, () -> Decoding.whole(AudioDecoders.sniffing(limits), WAV));
    check(e, Kind.LIMIT, "longer than 0.20 s");
  }

  @Test
  void anExceptionIsRepeated() throws AudioException {
    try (AudioDecoder decoder = AudioDecoders.sniffing()) {
      byte[] text =
          text("not a recording at all, but a sentence that goes on and on and on and on");
      AudioException first = assertThrows(AudioException.class, () -> decoder.accept(text));
      AudioException second = assertThrows(AudioException.class, () -> decoder.accept(WAV));
      assertEquals(first.getMessage(), second.getMessage());
      assertThrows(AudioException.class, decoder::finish);
    }
  }

  @Test
  void useAfterTheEnd() throws AudioException {
    AudioDecoder decoder = AudioDecoders.sniffing();
    Decoding.whole(decoder, WAV);
    assertThrows(IllegalStateException.class, () -> decoder.accept(WAV));
  }

  @Test
  void filesThatCannotBeRead() throws IOException {
    Path none = folder.resolve("none.wav");
    check(
        assertThrows(AudioException.class, () -> AudioFiles.read(none)),
        Kind.UNREADABLE,
        "none.wav: no such file");
    check(
        assertThrows(AudioException.class, () -> AudioFiles.read(folder)),
        Kind.UNREADABLE,
        "is a directory");
    Path empty = Files.createFile(folder.resolve("empty.flac"));
    check(
        assertThrows(AudioException.class, () -> AudioFiles.read(empty)),
        Kind.EMPTY,
        "empty.flac: the recording is empty (0 bytes)");
    Path text = Files.writeString(folder.resolve("text.wav"), "just a note\n");
    check(
        assertThrows(AudioException.class, () -> AudioFiles.read(text)),
        Kind.UNSUPPORTED,
        "text.wav: this is a text file, not a recording: it begins with \"just a note\"");
  }
}

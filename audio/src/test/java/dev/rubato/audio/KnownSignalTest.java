package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The committed clips hold tones that can be computed, made by other programs. */
class KnownSignalTest {
  private static final double AMPLITUDE = Math.pow(10, -6 / 20.0);

  /** 440 Hz, or the mean of 300 Hz and 500 Hz on two channels. */
  private static float[] expected(String signal, int length) {
    if (signal.equals("tone")) {
      return Signals.sine(440, 16_000, length, AMPLITUDE);
    }
    return Signals.sum(
        Signals.sine(300, 16_000, length, AMPLITUDE / 2),
        Signals.sine(500, 16_000, length, AMPLITUDE / 2));
  }

  @ParameterizedTest
  @CsvSource({
    "ogg-flac.oga,          tone,  OGG,      FLAC,      16000, 1, 0.7,  -80",
    "stereo-24-bit.flac,    chord, FLAC,     FLAC,      44100, 2, 0.7,  -90",
    "vbr-stereo.mp3,        chord, MPEG,     MP3,       44100, 2, 0.7,  -30",
    "mpeg-2.5.mp3,          tone,  MPEG,     MP3,       8000,  1, 0.7,  -24",
    "matroska-vorbis.mka,   chord, MATROSKA, VORBIS,    44100, 2, 0.7,  -25",
    "matroska-flac.mka,     chord, MATROSKA, FLAC,      44100, 2, 0.7,  -80",
    "live.webm,             tone,  MATROSKA, OPUS,      48000, 1, 0.7,  -16",
    "four-channels.opus,    chord, OGG,      OPUS,      48000, 4, 0.7,  -20",
    "float.wav,             chord, WAV,      PCM_F32LE, 44100, 2, 0.2,  -90",
    "a-law.wav,             tone,  WAV,      PCM_ALAW,  16000, 1, 0.7,  -35",
  })
  void comesOutAsItWasMade(
      String name,
      String signal,
      Container container,
      Codec codec,
      int rate,
      int channels,
      double seconds,
      double worstError)
      throws AudioException {
    byte[] recording = Recordings.bytes(name);
    try (AudioDecoder decoder = AudioDecoders.sniffing()) {
      float[] samples = Recordings.join(decoder.accept(recording), decoder.finish());
      assertEquals(
          new AudioFormat(container, codec, rate, channels), decoder.format().orElseThrow());
      assertEquals(seconds, samples.length / 16_000.0, 0.04);
      double error = Signals.errorDecibels(expected(signal, samples.length), samples, 500, 2_700);
      System.out.printf("%s: error %.1f dB%n", name, error);
      assertTrue(error < worstError, name + ": error " + error + " dB");
    }
  }
}

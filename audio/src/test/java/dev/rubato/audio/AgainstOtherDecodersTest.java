package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same files, decoded by SoX, opusdec and FFmpeg. */
class AgainstOtherDecodersTest {
  @TempDir Path folder;

  /**
   * What differs is the rounding of the other's output and its resampler near 8 kHz; lossless files
   * at 16 kHz are equal.
   */
  @ParameterizedTest
  @CsvSource({
    "morning-train.flac,  sox,     -90",
    "garden-gate.flac,    sox,     -30",
    "old-library.wav,     sox,     -90",
    "telephone-call.wav,  sox,     -40",
    "a-law.wav,           sox,     -90",
    "float.wav,           sox,     -80",
    "stereo-24-bit.flac,  sox,     -80",
    "fresh-bread.ogg,     sox,     -30",
    "weather-report.opus, opusdec, -60",
    "four-channels.opus,  opusdec, -60",
    "river-walk.mp3,      ffmpeg,  -30",
    "vbr-stereo.mp3,      ffmpeg,  -80",
    "mpeg-2.5.mp3,        ffmpeg,  -40",
    "layer-2.mp2,         ffmpeg,  -80",
    "tagged-no-xing.mp3,  ffmpeg,  -80",
    "matroska-vorbis.mka, ffmpeg,  -80",
    "matroska-flac.mka,   ffmpeg,  -80",
    "ogg-flac.oga,        ffmpeg,  -90",
  })
  void decodesTheSame(String name, String program, double worstError) throws IOException {
    Tools.assume("sox");
    Tools.assume(program);
    float[] theirs = decode(Recordings.path(name).toAbsolutePath(), program);
    float[] ours = AudioFiles.read(Recordings.path(name));
    assertEquals(theirs.length, ours.length, 1, name);
    int end = Math.min(theirs.length, ours.length) - 200;
    double error = Signals.errorDecibels(theirs, ours, 200, end);
    System.out.printf("%s: difference to %s %.1f dB%n", name, program, error);
    assertTrue(error < worstError, name + ": difference " + error + " dB");
  }

  private float[] decode(Path file, String program) throws IOException {
    String wav = folder.resolve("decoded.wav").toString();
    switch (program) {
      case "ffmpeg" ->
          Tools.run(
              folder, "ffmpeg", "-v", "error", "-i", file.toString(), "-c:a", "pcm_f32le", wav);
      case "opusdec" ->
          Tools.run(folder, "opusdec", "--float", "--rate", "48000", file.toString(), wav);
      default -> wav = file.toString();
    }
    Path raw = folder.resolve("decoded.f32");
    Tools.run(
        folder,
        "sox -D -V1 FILE -t f32 -c 1 -r 16000 OUT rate -v"
            .replace("FILE", wav)
            .replace("OUT", raw.toString())
            .split(" "));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(samples);
    return samples;
  }
}

package dev.rubato.training.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.score.ManifestException;
import dev.rubato.training.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BabbleTest {
  @TempDir private Path folder;

  @Test
  void everyTalkerIsEquallyLoud() {
    float[] low = sine(400, 0.01, 3000);
    float[] high = sine(2000, 0.9, 5000);
    float[] babble = Babble.make(List.of(low, high, new float[4000]), 40, 16_000, 1);
    assertEquals(1, Signals.rms(babble), 1e-4);
    double ratio = Tone.band(babble, 380, 420) / Tone.band(babble, 1980, 2020);
    assertTrue(ratio > 0.1 && ratio < 10, "low over high: " + ratio);
  }

  @Test
  void oneTalkerRepeatsWhatThereIs() {
    float[] word = {0.5f, -0.5f, 0.25f};
    float[] babble = Babble.make(List.of(word), 1, 12, 1);
    for (int i = 3; i < babble.length; i++) {
      assertEquals(babble[i - 3], babble[i], 1e-6);
    }
    assertArrayEquals(babble, Babble.make(List.of(word), 1, 12, 1));
  }

  @Test
  void silenceIsNoSpeech() {
    assertThrows(BadInputException.class, () -> Babble.make(List.of(new float[100]), 3, 100, 1));
    assertThrows(BadInputException.class, () -> Babble.make(List.of(), 3, 100, 1));
  }

  @Test
  void recordingsComeFromAManifest() throws Exception {
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      Files.write(folder.resolve(i + ".wav"), wav(100 + i));
      manifest.append("{\"audio_filepath\": \"%d.wav\", \"text\": \"a\"}\n".formatted(i));
    }
    Path file = Files.writeString(folder.resolve("m.jsonl"), manifest);
    assertEquals(2, Babble.read(file, 2, 1).size());
    assertEquals(
        List.of(100, 101, 102),
        Babble.read(file, 10, 1).stream().map(samples -> samples.length).sorted().toList());
    assertThrows(ManifestException.class, () -> Babble.read(folder.resolve("absent"), 1, 1));
  }

  private static byte[] wav(int samples) throws Exception {
    var format = new AudioFormat(16_000, 16, 1, true, false);
    var bytes = new ByteArrayInputStream(new byte[2 * samples]);
    var out = new ByteArrayOutputStream();
    AudioSystem.write(new AudioInputStream(bytes, format, samples), AudioFileFormat.Type.WAVE, out);
    return out.toByteArray();
  }

  private static float[] sine(double hz, double amplitude, int samples) {
    float[] sine = new float[samples];
    for (int i = 0; i < samples; i++) {
      sine[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / 16_000));
    }
    return sine;
  }
}

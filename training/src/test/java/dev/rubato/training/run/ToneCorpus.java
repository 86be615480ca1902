package dev.rubato.training.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A corpus whose letters are tones, small enough to train on within a test. */
public final class ToneCorpus {
  private static final int RATE = 16_000;
  private static final String LETTERS = "abcd";

  private ToneCorpus() {}

  /** Writes recordings of half a second to a second and their manifest; returns the manifest. */
  public static Path write(Path folder, int utterances, long seed) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(seed);
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < utterances; i++) {
      int letters = 2 + random.nextInt(3);
      StringBuilder text = new StringBuilder();
      ByteBuffer samples =
          ByteBuffer.allocate(letters * RATE / 4 * 2).order(ByteOrder.LITTLE_ENDIAN);
      for (int letter = 0; letter < letters; letter++) {
        int choice = random.nextInt(LETTERS.length());
        text.append(LETTERS.charAt(choice));
        for (int n = 0; n < RATE / 4; n++) {
          double tone = Math.sin(2 * Math.PI * 400 * (choice + 1) * n / RATE);
          samples.putShort((short) (6_000 * tone + 300 * random.nextGaussian()));
        }
      }
      Path file = folder.resolve(i + ".wav");
      AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
      try (AudioInputStream stream =
          new AudioInputStream(
              new ByteArrayInputStream(samples.array()), format, letters * RATE / 4)) {
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
      }
      manifest.append(
          "{\"audio_filepath\":\"%s\",\"duration\":%s,\"text\":\"%s\",\"corpus\":\"tones\"}\n"
              .formatted(file.getFileName(), letters * 0.25, text));
    }
    Path file = folder.resolve("manifest.jsonl");
    Files.writeString(file, manifest);
    return file;
  }
}

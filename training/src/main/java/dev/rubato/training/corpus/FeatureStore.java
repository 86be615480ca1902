package dev.rubato.training.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.audio.FeatureRecipe;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Log-mel features of a corpus on disk, computed once: {@code features.bin} holds the frames as
 * 16-bit fixed point, {@code index.jsonl} one line per utterance. Safe for use by several threads.
 */
public final class FeatureStore implements AutoCloseable {
  static final String FEATURES = "features.bin";
  static final String INDEX = "index.jsonl";

  /** Range of the fixed-point values: natural-log mel energies from -16 to 16. */
  private static final float RANGE = 16f;

  private static final float STEPS_PER_UNIT = Short.MAX_VALUE / RANGE;

  /**
   * One utterance of the store.
   *
   * @param utterance manifest line
   * @param firstFrame number of frames before it in the file
   * @param frames its number of feature frames
   */
  public record Entry(Utterance utterance, long firstFrame, int frames) {}

  private final FeatureRecipe recipe;
  private final FileChannel channel;
  private final List<Entry> entries;

  private FeatureStore(FeatureRecipe recipe, FileChannel channel, List<Entry> entries) {
    this.recipe = recipe;
    this.channel = channel;
    this.entries = List.copyOf(entries);
  }

  /**
   * Opens a finished store.
   *
   * @param folder as filled by {@link FeatureStoreBuilder}
   * @param recipe recipe that it was built with
   */
  public static FeatureStore open(Path folder, FeatureRecipe recipe) throws IOException {
    List<Entry> entries = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader reader = Files.newBufferedReader(folder.resolve(INDEX))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        entries.add(json.readValue(line, Entry.class));
      }
    }
    FileChannel channel = FileChannel.open(folder.resolve(FEATURES), StandardOpenOption.READ);
    return new FeatureStore(recipe, channel, entries);
  }

  /** All utterances, in the order of the manifest. */
  public List<Entry> entries() {
    return entries;
  }

  /** Recipe of the features. */
  public FeatureRecipe recipe() {
    return recipe;
  }

  /**
   * Features of one utterance.
   *
   * @return log-mel energies, row-major {@code [frames, M]}
   */
  public float[] read(Entry entry) throws IOException {
    int values = entry.frames() * recipe.melBins();
    ByteBuffer bytes = ByteBuffer.allocate(values * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long position = entry.firstFrame() * recipe.melBins() * Short.BYTES;
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, position + bytes.position());
      if (read < 0) {
        throw new IOException("the feature store ends before " + entry.utterance().audio());
      }
    }
    bytes.flip();
    float[] features = new float[values];
    for (int i = 0; i < values; i++) {
      features[i] = bytes.getShort() / STEPS_PER_UNIT;
    }
    return features;
  }

  static ByteBuffer encode(float[] features) {
    ByteBuffer bytes =
        ByteBuffer.allocate(features.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float feature : features) {
      float bounded = Math.max(-RANGE, Math.min(RANGE, feature));
      bytes.putShort((short) Math.round(bounded * STEPS_PER_UNIT));
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

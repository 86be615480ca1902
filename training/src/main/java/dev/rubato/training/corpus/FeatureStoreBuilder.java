package dev.rubato.training.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioFiles;
import dev.rubato.audio.FeatureRecipe;
import dev.rubato.audio.LogMelExtractor;
import dev.rubato.engine.score.ManifestEntry;
import dev.rubato.engine.score.ManifestReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import me.tongfei.progressbar.ProgressBar;

/**
 * Fills a {@link FeatureStore} from a JSONL manifest. The store appears under its final name only
 * when it is complete, so an interrupted build is simply started again. Not for use by several
 * threads at once.
 */
public final class FeatureStoreBuilder {
  private final FeatureRecipe recipe;
  private final int threads;

  /**
   * Makes a builder.
   *
   * @param recipe features to compute
   * @param threads recordings decoded at the same time
   */
  public FeatureStoreBuilder(FeatureRecipe recipe, int threads) {
    this.recipe = recipe;
    this.threads = threads;
  }

  /**
   * Opens the store of a manifest, building it first if there is none yet.
   *
   * @param manifest JSONL with {@code audio_filepath}, {@code duration}, {@code text}
   * @param cache folder for stores; the store's name tells manifest, size and recipe
   */
  public FeatureStore openOrBuild(Path manifest, Path cache) throws IOException {
    String key =
        Integer.toHexString(manifest.toAbsolutePath().toString().hashCode())
            + "-"
            + Long.toHexString(Files.size(manifest))
            + "-"
            + Integer.toHexString(recipe.hashCode());
    Path folder = cache.resolve(key);
    if (!Files.isDirectory(folder)) {
      build(manifest, folder);
    }
    return FeatureStore.open(folder, recipe);
  }

  private void build(Path manifest, Path folder) throws IOException {
    List<ManifestEntry> utterances = ManifestReader.read(manifest);
    Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
    Files.createDirectories(partial);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    int skipped = 0;
    try (FileChannel features =
            FileChannel.open(
                partial.resolve(FeatureStore.FEATURES),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        BufferedWriter index = Files.newBufferedWriter(partial.resolve(FeatureStore.INDEX));
        ProgressBar progress = new ProgressBar("features", utterances.size())) {
      ObjectMapper json = new ObjectMapper();
      Deque<Future<float[]>> waiting = new ArrayDeque<>();
      long firstFrame = 0;
      int submitted = 0;
      for (ManifestEntry utterance : utterances) {
        while (submitted < utterances.size() && waiting.size() < 4 * threads) {
          Path audio = utterances.get(submitted++).audio();
          waiting.add(pool.submit(() -> LogMelExtractor.extract(recipe, AudioFiles.read(audio))));
        }
        float[] computed = await(waiting.remove(), utterance);
        progress.step();
        int frames = computed.length / recipe.melBins();
        if (frames == 0) {
          skipped++;
          continue;
        }
        ByteBuffer bytes = FeatureStore.encode(computed);
        while (bytes.hasRemaining()) {
          features.write(bytes);
        }
        index.write(
            json.writeValueAsString(
                new FeatureStore.Entry(stored(manifest, utterance, frames), firstFrame, frames)));
        index.newLine();
        firstFrame += frames;
      }
      progress.setExtraMessage(skipped == 0 ? "" : skipped + " unreadable");
    } finally {
      pool.shutdownNow();
    }
    Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private Utterance stored(Path manifest, ManifestEntry entry, int frames) {
    Path folder = manifest.toAbsolutePath().getParent();
    return new Utterance(
        folder.relativize(entry.audio().toAbsolutePath()).toString(),
        entry.duration().orElse(frames * recipe.hopSeconds()),
        entry.text(),
        entry.corpus().isEmpty() ? "unnamed" : entry.corpus());
  }

  private static float[] await(Future<float[]> future, ManifestEntry utterance) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AudioException) {
        System.err.println(utterance.audio() + " is left out: " + e.getCause().getMessage());
        return new float[0];
      }
      throw new IOException("features of " + utterance.audio(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while computing features", e);
    }
  }
}

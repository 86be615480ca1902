package dev.rubato.training.lexicon;

import dev.rubato.training.process.ExternalProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * American English phones of words, by espeak-ng. Immutable; may be shared between threads.
 *
 * <p>Each word goes to espeak-ng as a sentence of its own, so that it is spoken as it is alone,
 * many sentences to a process. A word that yields another number of lines than one would shift all
 * that follow: such a batch is noticed by its count of lines and by a sentinel at its end, and
 * spoken again word by word.
 */
public final class EspeakPhonemizer {
  /** The program that this class needs. */
  public static final ExternalProgram ESPEAK = new ExternalProgram("espeak-ng", "espeak-ng");

  private static final List<String> ARGUMENTS = List.of("-v", "en-us", "-q", "-x", "--sep=_");
  private static final int BATCH = 256;
  private static final String SENTINEL = "sentinel";

  private final int jobs;

  /**
   * Makes a phonemizer.
   *
   * @param jobs processes at a time, at least 1
   */
  public EspeakPhonemizer(int jobs) {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be at least 1, but is " + jobs);
    }
    this.jobs = jobs;
  }

  /**
   * The phones of each word, in the order of the words; empty for a word that is not spoken.
   *
   * @param words lower-case words of letters and apostrophes
   * @throws dev.rubato.training.BadInputException if espeak-ng is not installed
   * @throws IOException if espeak-ng fails
   * @throws InterruptedException if the thread was interrupted
   */
  public Map<String, List<String>> phones(Collection<String> words)
      throws IOException, InterruptedException {
    List<String> all = List.copyOf(words);
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      List<String> sentinel = speak(List.of(SENTINEL));
      List<Future<Map<String, List<String>>>> batches = new ArrayList<>();
      for (int i = 0; i < all.size(); i += BATCH) {
        List<String> batch = all.subList(i, Math.min(i + BATCH, all.size()));
        batches.add(pool.submit(() -> batch(batch, sentinel)));
      }
      Map<String, List<String>> phones = new LinkedHashMap<>();
      for (Future<Map<String, List<String>>> batch : batches) {
        phones.putAll(batch.get());
      }
      return phones;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Map<String, List<String>> batch(List<String> words, List<String> sentinel)
      throws IOException, InterruptedException {
    List<String> spoken = new ArrayList<>(words);
    spoken.add(SENTINEL);
    List<String> lines = speak(spoken);
    boolean inStep =
        lines.size() == spoken.size()
            && lines.get(words.size()).equals(sentinel.get(0))
            && lines.stream().noneMatch(line -> PhoneSymbols.parse(line).isEmpty());
    Map<String, List<String>> phones = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String line = inStep ? lines.get(i) : String.join(" ", speak(List.of(words.get(i))));
      phones.put(words.get(i), PhoneSymbols.parse(line));
    }
    return phones;
  }

  private static List<String> speak(List<String> words) throws IOException, InterruptedException {
    return ESPEAK.run(words.stream().collect(Collectors.joining(".\n", "", ".\n")), ARGUMENTS);
  }
}

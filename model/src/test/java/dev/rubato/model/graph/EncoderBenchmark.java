package dev.rubato.model.graph;

import ai.onnxruntime.OrtException;
import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveConfig;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.CostTable;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Prints what one chunk costs: dense and adaptive encoders in both precisions, 1, 8 and 16 streams
 * per run, in milliseconds of processor time of one thread per second of audio, and relative to the
 * dense encoder. All forms run once per round, so that a busy machine slows all of them. Weights
 * and features are random; the price of an adaptive encoder is searched for the wanted budget.
 *
 * <p>{@code mvn -q -pl model -am test-compile} and then {@code java -cp ...
 * dev.rubato.model.graph.EncoderBenchmark [rounds]}.
 */
final class EncoderBenchmark {
  private static final EncoderConfig DENSE =
      new EncoderConfig(80, 8, 4, 512, 256, 6, 4, 1, 1024, 31, 15, 15, 60, 29);
  private static final double SECONDS_PER_CHUNK = 0.6;

  private EncoderBenchmark() {}

  /** One row of the table. */
  private record Form(String name, CostTable costs, GraphRunner runner, float price) {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws OrtException, IOException {
    int rounds = arguments.length == 0 ? 9 : Integer.parseInt(arguments[0]);
    System.out.println(processor());
    List<Form> forms = new ArrayList<>();
    Map<AdaptiveSite, Integer> all =
        Map.of(AdaptiveSite.FFN, 4, AdaptiveSite.CONVOLUTION, 1, AdaptiveSite.ATTENTION, 1);
    for (String precision : List.of("fp32", "int8", "int8 fixed ranges")) {
      add(forms, "dense", DENSE, precision, 1);
      add(forms, "FFN 4", adaptive(Map.of(AdaptiveSite.FFN, 4)), precision, 2, 0.75, 0.5);
      add(forms, "FFN 4, conv 1, att 1", adaptive(all), precision, 2, 0.75, 0.5, 0.25);
    }
    for (int streams : new int[] {1, 8, 16}) {
      measure(forms, streams, rounds);
    }
  }

  private static EncoderConfig adaptive(Map<AdaptiveSite, Integer> learners) {
    return DENSE.withAdaptive(
        new AdaptiveConfig(learners, 16, Activation.GELU, Activation.GELU, true));
  }

  /** Adds a form for every budget; above 1 stands for all learners. */
  private static void add(
      List<Form> forms, String name, EncoderConfig config, String precision, double... budgets)
      throws OrtException {
    Map<String, Tensor> weights = RandomWeights.of(config, 1);
    byte[] graph =
        StreamingEncoderGraph.write(config, weights, precision(precision, config, weights));
    GraphRunner runner = new GraphRunner(config, graph);
    CostTable costs = new CostTable(config);
    float[][][] features = features(8);
    String fullName = name + ", " + precision;
    for (double budget : budgets) {
      float low = -100;
      float high = 100;
      for (int i = 0; i < 20 && budget <= 1; i++) {
        float middle = (low + high) / 2;
        if (run(new Form("", costs, runner, middle), features) > budget) {
          low = middle;
        } else {
          high = middle;
        }
      }
      float price = budget > 1 ? Float.NEGATIVE_INFINITY : (low + high) / 2;
      forms.add(new Form(fullName, costs, runner, price));
    }
  }

  private static Precision precision(String name, EncoderConfig config, Map<String, Tensor> weights)
      throws OrtException {
    if (!name.contains("fixed")) {
      return name.equals("int8") ? Precision.INT8 : Precision.FLOAT32;
    }
    return Precision.int8(GraphRunner.measureRanges(config, weights, 10));
  }

  private static void measure(List<Form> forms, int streams, int rounds) throws OrtException {
    double[][] milliseconds = new double[forms.size()][rounds];
    double[] budget = new double[forms.size()];
    float[][][] features = features(streams);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < forms.size(); i++) {
        int repeats = Math.max(2, 16 / streams);
        budget[i] = run(forms.get(i), features);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int repeat = 0; repeat < repeats; repeat++) {
          run(forms.get(i), features);
        }
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        milliseconds[i][round] = spent / 1e6 / repeats / streams / SECONDS_PER_CHUNK;
      }
    }
    System.out.printf(
        "%n| %d streams | budget | cpu-ms per audio-s | ratio |%n|---|---|---|---|%n", streams);
    for (int i = 0; i < forms.size(); i++) {
      double[] ratio = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        ratio[round] = milliseconds[i][round] / milliseconds[0][round];
      }
      System.out.printf(
          "| %s | %.3f | %.2f | %.3f |%n",
          forms.get(i).name(), budget[i], median(milliseconds[i]), median(ratio));
    }
  }

  private static float[][][] features(int streams) {
    float[][][] features = new float[streams][][];
    for (int i = 0; i < streams; i++) {
      features[i] = RandomEncoders.features(DENSE, DENSE.chunkFeatures(), i);
    }
    return features;
  }

  /** Runs one chunk of all streams; returns executed over dense multiply-accumulates. */
  private static double run(Form form, float[][][] features) throws OrtException {
    int streams = features.length;
    long[] length = new long[streams];
    Arrays.fill(length, DENSE.chunkFeatures());
    long[] position = new long[streams];
    Arrays.fill(position, 10L * DENSE.chunk());
    float[] prices = new float[streams];
    Arrays.fill(prices, form.price());
    var result =
        form.runner().run(features, length, position, prices, form.runner().start(streams));
    long[] learners =
        Arrays.stream(result.learners())
            .flatMap(Arrays::stream)
            .flatMapToLong(Arrays::stream)
            .toArray();
    int frames = streams * DENSE.chunk();
    return (double) form.costs().executedMacs(learners, 0, frames)
        / (frames * form.costs().denseMacs());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    String text = Files.readString(info);
    StringBuilder found = new StringBuilder(System.getProperty("os.arch"));
    for (String flag : List.of("avx2", "avx512f", "avx_vnni", "avx512_vnni", "amx_int8")) {
      found.append(text.contains(flag) ? " " + flag : "");
    }
    return found.toString();
  }
}

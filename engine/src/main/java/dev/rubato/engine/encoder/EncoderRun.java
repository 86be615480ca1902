package dev.rubato.engine.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.graph.EncoderGraph;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One encoder thread's runs: gathers the rows of many streams into native memory, runs the graph,
 * scatters the results. Used by one thread.
 */
final class EncoderRun {
  private final EncoderSession encoder;
  private final EncoderConfig config;
  private final TensorBuffer features = TensorBuffer.ofFloats();
  private final TensorBuffer length = TensorBuffer.ofLongs();
  private final TensorBuffer position = TensorBuffer.ofLongs();
  private final TensorBuffer price = TensorBuffer.ofFloats();
  private final TensorBuffer logProbs = TensorBuffer.ofFloats();
  private final TensorBuffer learners = TensorBuffer.ofLongs();
  private final List<TensorBuffer> caches = new ArrayList<>();
  private final List<TensorBuffer> nextCaches = new ArrayList<>();

  EncoderRun(EncoderSession encoder) {
    this.encoder = encoder;
    this.config = encoder.config();
    for (int i = 0; i < encoder.caches().size(); i++) {
      caches.add(TensorBuffer.ofFloats());
      nextCaches.add(TensorBuffer.ofFloats());
    }
  }

  /**
   * Runs jobs together. Afterwards the memory of those that advance has moved on.
   *
   * @param jobs at least one; those that advance all have {@code padded} frames
   * @param padded feature frames of the run, a multiple of the chunk, not less than any job has
   * @return one output per job, of its valid frames
   */
  List<EncoderOutput> run(List<EncoderJob> jobs, int padded) throws OrtException {
    gather(jobs, padded);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    Map<String, OnnxTensor> outputs = new HashMap<>();
    try {
      makeInputs(inputs, jobs.size(), padded);
      makeOutputs(outputs, jobs.size(), padded / config.stride());
      encoder.run(inputs, outputs);
    } finally {
      close(inputs);
      close(outputs);
    }
    return scatter(jobs, padded / config.stride());
  }

  private void gather(List<EncoderJob> jobs, int padded) {
    int width = padded * config.melBins();
    FloatBuffer featureRows = features.floats(jobs.size() * width);
    LongBuffer lengths = length.longs(jobs.size());
    LongBuffer positions = position.longs(jobs.size());
    FloatBuffer prices = price.floats(jobs.size());
    for (int row = 0; row < jobs.size(); row++) {
      EncoderJob job = jobs.get(row);
      int given = job.length() * config.melBins();
      featureRows.put(row * width, job.features(), 0, given);
      fill(featureRows, row * width + given, (row + 1) * width);
      lengths.put(row, job.length());
      positions.put(row, job.state().position());
      prices.put(row, job.price());
    }
    for (int i = 0; i < caches.size(); i++) {
      int size = encoder.caches().get(i).size();
      FloatBuffer rows = caches.get(i).floats(jobs.size() * size);
      for (int row = 0; row < jobs.size(); row++) {
        float[] cache = jobs.get(row).state().cache(i);
        if (cache == null) {
          fill(rows, row * size, (row + 1) * size);
        } else {
          rows.put(row * size, cache);
        }
      }
    }
  }

  private static void fill(FloatBuffer buffer, int from, int to) {
    if (from < to) {
      buffer.put(from, new float[to - from]);
    }
  }

  private void makeInputs(Map<String, OnnxTensor> inputs, int rows, int padded)
      throws OrtException {
    var environment = encoder.environment();
    add(
        inputs,
        EncoderGraph.FEATURES,
        features.floatTensor(environment, rows, padded, config.melBins()));
    add(inputs, EncoderGraph.LENGTH, length.longTensor(environment, rows));
    if (encoder.hasInput(EncoderGraph.POSITION)) {
      add(inputs, EncoderGraph.POSITION, position.longTensor(environment, rows));
    }
    if (encoder.hasInput(EncoderGraph.PRICE)) {
      add(inputs, EncoderGraph.PRICE, price.floatTensor(environment, rows));
    }
    for (int i = 0; i < caches.size(); i++) {
      CacheSpec cache = encoder.caches().get(i);
      add(inputs, cache.input(), caches.get(i).floatTensor(environment, shape(rows, cache)));
    }
  }

  private void makeOutputs(Map<String, OnnxTensor> outputs, int rows, int frames)
      throws OrtException {
    var environment = encoder.environment();
    add(
        outputs,
        EncoderGraph.LOG_PROBS,
        logProbs.floatTensor(environment, rows, frames, config.vocabulary()));
    if (encoder.modules() > 0) {
      add(
          outputs,
          EncoderGraph.LEARNERS,
          learners.longTensor(environment, rows, frames, encoder.modules()));
    }
    for (int i = 0; i < nextCaches.size(); i++) {
      CacheSpec cache = encoder.caches().get(i);
      add(outputs, cache.output(), nextCaches.get(i).floatTensor(environment, shape(rows, cache)));
    }
  }

  private static long[] shape(int rows, CacheSpec cache) {
    long[] shape = new long[cache.shape().length + 1];
    shape[0] = rows;
    System.arraycopy(cache.shape(), 0, shape, 1, cache.shape().length);
    return shape;
  }

  private void add(Map<String, OnnxTensor> tensors, String name, OnnxTensor tensor) {
    tensors.put(name, tensor);
    encoder.resources().opened();
  }

  private void close(Map<String, OnnxTensor> tensors) {
    for (OnnxTensor tensor : tensors.values()) {
      tensor.close();
      encoder.resources().closed();
    }
  }

  private List<EncoderOutput> scatter(List<EncoderJob> jobs, int frames) {
    List<EncoderOutput> outputs = new ArrayList<>(jobs.size());
    for (int row = 0; row < jobs.size(); row++) {
      EncoderJob job = jobs.get(row);
      outputs.add(output(row, frames, (job.length() + config.stride() - 1) / config.stride()));
      if (job.advance()) {
        for (int i = 0; i < nextCaches.size(); i++) {
          int size = encoder.caches().get(i).size();
          nextCaches
              .get(i)
              .floats(jobs.size() * size)
              .get(row * size, job.state().writableCache(i, size));
        }
        job.state().advance(frames);
      }
    }
    return outputs;
  }

  private EncoderOutput output(int row, int frames, int valid) {
    int symbols = config.vocabulary();
    int modules = encoder.modules();
    float[] probabilities = new float[valid * symbols];
    logProbs.floats((row + 1) * frames * symbols).get(row * frames * symbols, probabilities);
    long[] ran = new long[valid * modules];
    if (modules > 0) {
      learners.longs((row + 1) * frames * modules).get(row * frames * modules, ran);
    }
    return new EncoderOutput(valid, symbols, probabilities, modules, ran);
  }
}

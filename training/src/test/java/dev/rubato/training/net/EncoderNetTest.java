package dev.rubato.training.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import dev.rubato.model.graph.EncoderGraph;
import dev.rubato.model.graph.WholeFileEncoderGraph;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderNetTest {

  @ParameterizedTest(name = "stack {0}, key-value heads {1}, convolution {2}, left context {3}")
  @CsvSource({"8, 1, 5, 10", "4, 2, 0, 5", "6, 4, 3, 0"})
  void trainerAndGraphComputeTheSame(int stack, int groups, int convolution, int context)
      throws OrtException {
    EncoderConfig config =
        new EncoderConfig(10, stack, 4, 24, 32, 2, 4, groups, 48, 7, convolution, 5, context, 9);
    Map<String, Tensor> weights = randomWeights(config, 42);
    int chunks = 5;
    int padded = chunks * config.chunkFeatures();
    int[] lengths = {padded, padded - 37};
    float[] features = random(2 * padded * config.melBins(), 7);

    float[] filled = features.clone();
    float[] mean = weights.get(EncoderWeights.FEATURE_MEAN).values();
    for (int frame = lengths[1]; frame < padded; frame++) {
      System.arraycopy(mean, 0, filled, (padded + frame) * mean.length, mean.length);
    }
    float[] trained = trainer(config, weights, filled, lengths, padded);
    float[] exported = graph(config, weights, features, lengths, padded);

    int frames = padded / config.stride();
    int symbols = config.vocabulary();
    for (int b = 0; b < 2; b++) {
      int valid = (lengths[b] + config.stride() - 1) / config.stride();
      for (int i = 0; i < valid * symbols; i++) {
        int index = b * frames * symbols + i;
        assertEquals(exported[index], trained[index], 1e-4f, "utterance " + b + " value " + i);
      }
    }
  }

  @Test
  void bfloat16ChangesLogProbsOnlyALittle() {
    EncoderConfig config = new EncoderConfig(10, 8, 4, 24, 32, 2, 4, 1, 48, 7, 5, 5, 10, 9);
    Map<String, Tensor> weights = randomWeights(config, 42);
    float[] features = random(100 * config.melBins(), 7);
    float[] exact = trainer(config, weights, features, new int[] {100}, 100, Precision.FLOAT32);
    float[] rounded = trainer(config, weights, features, new int[] {100}, 100, Precision.BFLOAT16);
    double worst = 0;
    for (int i = 0; i < exact.length; i++) {
      worst = Math.max(worst, Math.abs(exact[i] - rounded[i]));
    }
    assertTrue(worst > 1e-6, "bfloat16 was not used");
    assertTrue(worst < 0.1, "largest difference " + worst);
  }

  @Test
  void gradientsReachEveryWeightAndEqualNumericalOnes() {
    EncoderConfig config = new EncoderConfig(6, 8, 4, 12, 16, 2, 4, 1, 20, 5, 3, 3, 3, 5);
    Map<String, Tensor> weights = randomWeights(config, 3);
    float[] features = random(40 * config.melBins(), 5);
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        TorchScriptKernels kernels = new TorchScriptKernels(manager, config, Precision.FLOAT32);
        ParameterSet parameters = new ParameterSet(manager, weights);
        Regularizer none = Regularizer.none(manager)) {
      EncoderNet net = new EncoderNet(config, kernels);
      JniUtils.setGradMode(true);
      Map<String, NDArray> leaves = parameters.leaves(manager);
      NDArray loss = loss(manager, net, leaves, features, none);
      JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(new Shape()), false, false);
      JniUtils.setGradMode(false);
      Random random = new Random(1);
      for (Map.Entry<String, int[]> entry : EncoderWeights.shapes(config).entrySet()) {
        String name = entry.getKey();
        if (name.startsWith("features.")) {
          continue;
        }
        int index = random.nextInt(weights.get(name).values().length);
        float[] gradient = leaves.get(name).getGradient().toFloatArray();
        double numerical =
            (lossAfter(manager, net, weights, name, index, 1e-2f, features, none)
                    - lossAfter(manager, net, weights, name, index, -1e-2f, features, none))
                / 2e-2;
        assertEquals(numerical, gradient[index], 2e-2 + 0.02 * Math.abs(numerical), name);
      }
    }
  }

  private static double lossAfter(
      NDManager manager,
      EncoderNet net,
      Map<String, Tensor> weights,
      String name,
      int index,
      float change,
      float[] features,
      Regularizer none) {
    Map<String, Tensor> changed = new HashMap<>(weights);
    float[] values = weights.get(name).values().clone();
    values[index] += change;
    changed.put(name, new Tensor(weights.get(name).shape(), values));
    try (ParameterSet parameters = new ParameterSet(manager, changed)) {
      return loss(manager, net, parameters.constants(manager), features, none).getFloat();
    }
  }

  private static NDArray loss(
      NDManager manager,
      EncoderNet net,
      Map<String, NDArray> weights,
      float[] features,
      Regularizer none) {
    NDArray input = manager.create(features, new Shape(1, 40, features.length / 40));
    NDArray output = net.forward(weights, input, new int[] {38}, none).symbols();
    NDArray direction = manager.create(random((int) output.size(), 77), output.getShape());
    return output.mul(direction).sum();
  }

  private static float[] trainer(
      EncoderConfig config,
      Map<String, Tensor> weights,
      float[] features,
      int[] lengths,
      int padded) {
    return trainer(config, weights, features, lengths, padded, Precision.FLOAT32);
  }

  private static float[] trainer(
      EncoderConfig config,
      Map<String, Tensor> weights,
      float[] features,
      int[] lengths,
      int padded,
      Precision precision) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        TorchScriptKernels kernels = new TorchScriptKernels(manager, config, precision);
        ParameterSet parameters = new ParameterSet(manager, weights);
        Regularizer none = Regularizer.none(manager)) {
      JniUtils.setGradMode(false);
      NDArray input = manager.create(features, new Shape(lengths.length, padded, config.melBins()));
      return new EncoderNet(config, kernels)
          .forward(parameters.constants(manager), input, lengths, none)
          .symbols()
          .toFloatArray();
    }
  }

  private static float[] graph(
      EncoderConfig config,
      Map<String, Tensor> weights,
      float[] features,
      int[] lengths,
      int padded)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    byte[] model = WholeFileEncoderGraph.write(config, weights);
    long streams = lengths.length;
    long[] length = new long[lengths.length];
    for (int i = 0; i < length.length; i++) {
      length[i] = lengths[i];
    }
    try (OrtSession session = environment.createSession(model);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(features),
                new long[] {streams, padded, config.melBins()});
        OnnxTensor valid =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(length), new long[] {streams});
        OnnxTensor price =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(new float[lengths.length]), new long[] {streams})) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put(EncoderGraph.FEATURES, input);
      inputs.put(EncoderGraph.LENGTH, valid);
      if (session.getInputNames().contains(EncoderGraph.PRICE)) {
        inputs.put(EncoderGraph.PRICE, price);
      }
      try (OrtSession.Result result = session.run(inputs)) {
        OnnxTensor output = (OnnxTensor) result.get(EncoderGraph.LOG_PROBS).orElseThrow();
        float[] values = new float[output.getFloatBuffer().remaining()];
        output.getFloatBuffer().get(values);
        return values;
      }
    }
  }

  private static Map<String, Tensor> randomWeights(EncoderConfig config, long seed) {
    Map<String, Tensor> weights = Initializer.initial(config, 0, seed);
    Random random = new Random(seed);
    // Initial biases are zero and norms one; a test must see each of them.
    weights.replaceAll(
        (name, tensor) -> {
          float[] values = tensor.values().clone();
          for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.1 * random.nextGaussian());
          }
          return new Tensor(tensor.shape(), values);
        });
    return weights;
  }

  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}

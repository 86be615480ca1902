package dev.rubato.training.adaptive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rubato.model.Activation;
import dev.rubato.model.AdaptiveConfig;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.AdaptiveSite;
import dev.rubato.model.CostTable;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.Tensor;
import dev.rubato.model.graph.EncoderGraph;
import dev.rubato.model.graph.WholeFileEncoderGraph;
import dev.rubato.training.net.EncoderNet;
import dev.rubato.training.net.FrameGate;
import dev.rubato.training.net.Initializer;
import dev.rubato.training.net.ParameterSet;
import dev.rubato.training.net.Precision;
import dev.rubato.training.net.Regularizer;
import dev.rubato.training.net.TorchScriptKernels;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveNetTest {
  private static final EncoderConfig CONFIG =
      new EncoderConfig(6, 8, 4, 12, 16, 2, 4, 1, 24, 5, 3, 3, 3, 7)
          .withAdaptive(
              new AdaptiveConfig(
                  Map.of(
                      AdaptiveSite.FFN, 4, AdaptiveSite.CONVOLUTION, 2, AdaptiveSite.ATTENTION, 1),
                  8,
                  Activation.GELU,
                  Activation.GELU,
                  true));
  private static final int PADDED = 5 * 12;
  private static final CostTable COSTS = new CostTable(CONFIG);

  private final Map<String, Tensor> weights = randomWeights();
  private final float[] features = random(PADDED * CONFIG.melBins(), 5);
  private NDManager manager;
  private TorchScriptKernels kernels;
  private ParameterSet parameters;
  private Regularizer none;
  private EncoderNet net;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager("PyTorch");
    kernels = new TorchScriptKernels(manager, CONFIG, Precision.FLOAT32);
    parameters = new ParameterSet(manager, weights);
    none = Regularizer.none(manager);
    net = new EncoderNet(CONFIG, kernels);
    JniUtils.setGradMode(false);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(floats = {-3, 0, 0.7f, 4})
  void theTrainersDialIsThatOfTheGraph(float price) throws OrtException {
    DialGates gates = new DialGates(net, COSTS, price);
    float[] trained = forward(parameters.constants(manager), gates).toFloatArray();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session =
            environment.createSession(WholeFileEncoderGraph.write(CONFIG, weights));
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(features), new long[] {1, PADDED, CONFIG.melBins()});
        OnnxTensor length =
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(new long[] {PADDED}), new long[] {1});
        OnnxTensor dial =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(new float[] {price}), new long[] {1});
        OrtSession.Result result =
            session.run(
                Map.of(
                    EncoderGraph.FEATURES,
                    input,
                    EncoderGraph.LENGTH,
                    length,
                    EncoderGraph.PRICE,
                    dial))) {
      long[][][] learners = (long[][][]) result.get(EncoderGraph.LEARNERS).orElseThrow().getValue();
      for (int a = 0; a < gates.chosen().size(); a++) {
        float[] chosen = gates.chosen().get(a).learners().toFloatArray();
        for (int t = 0; t < chosen.length; t++) {
          assertEquals(learners[0][t][a], (long) chosen[t], "module " + a + " frame " + t);
        }
      }
      float[][][] exported =
          (float[][][]) result.get(EncoderGraph.LOG_PROBS).orElseThrow().getValue();
      for (int t = 0; t < exported[0].length; t++) {
        float[] row =
            java.util.Arrays.copyOfRange(
                trained, t * CONFIG.vocabulary(), (t + 1) * CONFIG.vocabulary());
        assertArrayEquals(exported[0][t], row, 1e-4f);
      }
    }
  }

  @Test
  void allLearnersGiveTheDenseEncoder() {
    EncoderConfig dense = CONFIG.withAdaptive(null);
    float[] expected =
        new EncoderNet(dense, kernels)
            .forward(parameters.constants(manager), input(), new int[] {PADDED}, none)
            .symbols()
            .toFloatArray();
    assertArrayEquals(
        expected, forward(parameters.constants(manager), FrameGate.ALL).toFloatArray(), 1e-5f);
    assertArrayEquals(
        expected, forward(parameters.constants(manager), new FixedGates(1)).toFloatArray(), 1e-5f);
  }

  @Test
  void prefixesAddUpToTheModuleAndStartWithItsBias() {
    Map<String, NDArray> constants = parameters.constants(manager);
    for (AdaptiveModule module : COSTS.modules()) {
      if (module.site() == AdaptiveSite.ATTENTION) {
        continue;
      }
      NDArray x = manager.create(random(2 * 9 * CONFIG.dim(), 3), new Shape(2, 9, CONFIG.dim()));
      NDList prefixes = PrefixOutputs.of(net, constants, module, x, false);
      assertEquals(module.learners() + 1, prefixes.size());
      String last = module.site() == AdaptiveSite.FFN ? ".output.bias" : ".contract.bias";
      float[] bias = constants.get(module.name() + last).toFloatArray();
      float[] nothing = prefixes.get(0).toFloatArray();
      for (int i = 0; i < nothing.length; i++) {
        assertEquals(bias[i % bias.length], nothing[i], 1e-5f);
      }
      float[] all = net.moduleOutput(constants, module, x, null).toFloatArray();
      assertArrayEquals(all, prefixes.get(module.learners()).toFloatArray(), 1e-4f);
    }
  }

  @Test
  void gradientsOfPrefixesReachTheLearnersThatTheyShould() {
    AdaptiveModule module = AdaptiveModule.of(CONFIG, 0, AdaptiveSite.FFN);
    int width = module.learnerDim();
    for (boolean detached : new boolean[] {false, true}) {
      float[] gradient = hiddenBiasGradientOfPrefix(module, 3, detached);
      for (int unit = 0; unit < gradient.length; unit++) {
        int learner = unit / width + 1;
        boolean reached = detached ? learner == 3 : learner <= 3;
        if (!reached) {
          assertEquals(0f, gradient[unit], "learner " + learner);
        }
      }
      for (int learner = detached ? 3 : 1; learner <= 3; learner++) {
        double sum = 0;
        for (int unit = (learner - 1) * width; unit < learner * width; unit++) {
          sum += Math.abs(gradient[unit]);
        }
        assertTrue(sum > 0, "learner " + learner);
      }
    }
  }

  private float[] hiddenBiasGradientOfPrefix(AdaptiveModule module, int prefix, boolean detached) {
    JniUtils.setGradMode(true);
    Map<String, NDArray> leaves = parameters.leaves(manager);
    NDArray x = manager.create(random(5 * CONFIG.dim(), 3), new Shape(1, 5, CONFIG.dim()));
    NDArray loss = PrefixOutputs.of(net, leaves, module, x, detached).get(prefix).square().sum();
    JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(new Shape()), false, false);
    JniUtils.setGradMode(false);
    return leaves.get(module.name() + ".hidden.bias").getGradient().toFloatArray();
  }

  @Test
  void theTaskLossReachesEveryGate() {
    JniUtils.setGradMode(true);
    Map<String, NDArray> leaves = parameters.leaves(manager);
    SampledGates gates = sampled(0);
    NDArray loss =
        forward(leaves, gates)
            .mul(
                manager.create(
                    random(PADDED / 4 * CONFIG.vocabulary(), 8),
                    new Shape(1, PADDED / 4, CONFIG.vocabulary())))
            .sum();
    JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(new Shape()), false, false);
    JniUtils.setGradMode(false);
    for (AdaptiveModule module : COSTS.modules()) {
      float norm =
          leaves.get(module.name() + ".gate.output.weight").getGradient().abs().sum().getFloat();
      assertTrue(norm > 1e-6, module.name() + ": " + norm);
    }
  }

  @Test
  void lossesHaveTheirExtremeValues() {
    SampledGates gates = sampled(-1e6f);
    forward(parameters.constants(manager), gates);
    NDArray valid = manager.ones(new Shape(1, PADDED / 4));
    BudgetLosses dense = BudgetLosses.of(gates.choices(), valid, manager.create(new float[] {1}));
    assertEquals(0, dense.budget().getFloat(), 1e-5f);
    assertEquals(0, dense.entropy().getFloat(), 1e-4f);
    assertEquals(0, dense.diversity().getFloat(), 1e-6f);
    BudgetLosses half = BudgetLosses.of(gates.choices(), valid, manager.create(new float[] {0.5f}));
    assertEquals(0.5f, half.budget().getFloat(), 1e-5f);
  }

  @Test
  void uniformChoicesHaveEntropyMinusOneAndPaddingDoesNotCount() {
    AdaptiveModule module = AdaptiveModule.of(CONFIG, 0, AdaptiveSite.FFN);
    int choices = module.choices();
    NDArray valid = manager.create(new float[choices + 3], new Shape(1, choices + 3));
    float[] oneHot = new float[(choices + 3) * choices];
    float[] validValues = new float[choices + 3];
    for (int t = 0; t < choices + 3; t++) {
      oneHot[t * choices + Math.min(t, choices - 1)] = 1;
      validValues[t] = t < choices ? 1 : 0;
    }
    valid.set(validValues);
    NDArray choice = manager.create(oneHot, new Shape(1, choices + 3, choices));
    List<SampledGates.Choice> chosen = List.of(new SampledGates.Choice(module, choice, choice));
    BudgetLosses losses = BudgetLosses.of(chosen, valid, manager.create(new float[] {0.5f}));
    assertEquals(-1, losses.entropy().getFloat(), 1e-4f);
    assertEquals(0, losses.budget().getFloat(), 1e-5f);
  }

  private SampledGates sampled(float price) {
    NDArray prices = manager.create(new float[] {price}, new Shape(1, 1, 1));
    return new SampledGates(net, COSTS, prices, 0.8f, new SplittableRandom(2));
  }

  private NDArray input() {
    return manager.create(features, new Shape(1, PADDED, CONFIG.melBins()));
  }

  private NDArray forward(Map<String, NDArray> values, FrameGate gate) {
    return net.forward(values, input(), new int[] {PADDED}, none, gate).symbols();
  }

  private static Map<String, Tensor> randomWeights() {
    Map<String, Tensor> weights = Initializer.initial(CONFIG, 0, 9);
    Random random = new Random(4);
    weights.replaceAll(
        (name, tensor) -> {
          float[] values = tensor.values().clone();
          for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.2 * random.nextGaussian());
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

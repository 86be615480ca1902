package dev.rubato.training.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.rubato.model.Tensor;
import dev.rubato.training.net.ParameterSet;
import dev.rubato.training.net.Precision;
import dev.rubato.training.net.TorchScriptKernels;
import dev.rubato.training.run.TrainConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  private static final float[] MATRIX = {0.5f, -1, 2, 0.25f};
  private static final float[] VECTOR = {1, -3};
  private static final float[] MATRIX_GRADIENT = {0.1f, -0.2f, 0.3f, 0};
  private static final float[] VECTOR_GRADIENT = {-4, 2};

  @Test
  void stepsEqualAdamWWrittenOutWithClippingAndDecayOfMatricesOnly() {
    double rate = 0.01;
    double decay = 0.1;
    double clip = 1;
    double norm = Math.sqrt(0.01 + 0.04 + 0.09 + 16 + 4);
    float[] matrix = MATRIX.clone();
    float[] vector = VECTOR.clone();
    reference(matrix, MATRIX_GRADIENT, 3, norm / clip, rate, decay);
    reference(vector, VECTOR_GRADIENT, 3, norm / clip, rate, 0);
    try (Fixture fixture = new Fixture(clip, decay)) {
      for (int step = 0; step < 3; step++) {
        assertEquals(norm, fixture.step(MATRIX_GRADIENT, rate), 1e-4);
      }
      assertArrayEquals(matrix, fixture.values("matrix"), 1e-5f);
      assertArrayEquals(vector, fixture.values("vector"), 1e-5f);
      assertArrayEquals(new float[] {9}, fixture.values("fixed"), 0f);
    }
  }

  @Test
  void aGradientThatIsNotFiniteChangesNothing() {
    try (Fixture fixture = new Fixture(1, 0)) {
      double norm = fixture.step(new float[] {1, Float.NaN, 0, 0}, 0.01);
      assertFalse(Double.isFinite(norm));
      assertArrayEquals(MATRIX, fixture.values("matrix"), 0f);
      assertEquals(0, fixture.optimizer.steps());
    }
  }

  private static void reference(
      float[] parameter, float[] gradient, int steps, double scale, double rate, double decay) {
    for (int i = 0; i < parameter.length; i++) {
      double value = parameter[i];
      double moment = 0;
      double variance = 0;
      double g = gradient[i] / Math.max(1, scale);
      for (int step = 1; step <= steps; step++) {
        value -= rate * decay * value;
        moment = 0.9 * moment + 0.1 * g;
        variance = 0.98 * variance + 0.02 * g * g;
        double m = moment / (1 - Math.pow(0.9, step));
        double v = variance / (1 - Math.pow(0.98, step));
        value -= rate * m / (Math.sqrt(v) + 1e-8);
      }
      parameter[i] = (float) value;
    }
  }

  private static final class Fixture implements AutoCloseable {
    final NDManager manager = NDManager.newBaseManager("PyTorch");
    final TorchScriptKernels kernels =
        new TorchScriptKernels(manager, TrainConfig.SMALL, Precision.FLOAT32);
    final ParameterSet parameters;
    final Optimizer optimizer;

    Fixture(double clip, double decay) {
      Map<String, Tensor> initial = new LinkedHashMap<>();
      initial.put("matrix", Tensor.of(MATRIX.clone(), 2, 2));
      initial.put("vector", Tensor.of(VECTOR.clone(), 2));
      initial.put("fixed", Tensor.of(new float[] {9}, 1));
      parameters = new ParameterSet(manager, initial);
      optimizer = new Optimizer(manager, parameters, kernels, Set.of("fixed"), clip, decay, 0.999);
    }

    double step(float[] matrixGradient, double rate) {
      try (NDManager step = manager.newSubManager()) {
        JniUtils.setGradMode(true);
        Map<String, NDArray> leaves = parameters.leaves(step);
        NDArray loss =
            leaves
                .get("matrix")
                .mul(step.create(matrixGradient, new Shape(2, 2)))
                .sum()
                .add(leaves.get("vector").mul(step.create(VECTOR_GRADIENT)).sum());
        JniUtils.backward((PtNDArray) loss, (PtNDArray) step.ones(new Shape()), false, false);
        JniUtils.setGradMode(false);
        return optimizer.step(leaves, step, rate);
      }
    }

    float[] values(String name) {
      return parameters.arrays().get(name).toFloatArray();
    }

    @Override
    public void close() {
      optimizer.close();
      parameters.close();
      kernels.close();
      manager.close();
    }
  }
}

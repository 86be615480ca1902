package dev.rubato.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.rubato.training.net.ParameterSet;
import dev.rubato.training.net.TorchScriptKernels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AdamW with gradient clipping and a running average of the weights. Confined to the thread that
 * trains.
 */
public final class Optimizer implements AutoCloseable {
  private static final double BETA2 = 0.98;

  /** Steps between updates of the average, which cost a pass over all weights. */
  private static final int AVERAGE_EVERY = 10;

  private final NDManager manager;
  private final ParameterSet parameters;
  private final TorchScriptKernels kernels;
  private final Set<String> fixed;
  private final double clip;
  private final double decay;
  private final double averaging;
  private final Map<String, NDArray> moments = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();
  private final Map<String, NDArray> averages = new LinkedHashMap<>();
  private long steps;

  /**
   * Makes an optimizer with no history.
   *
   * @param parent owner of its arrays
   * @param parameters what to train
   * @param kernels operators
   * @param fixed names that are not trained
   * @param clip largest norm of the gradient of all parameters together
   * @param decay weight decay of matrices
   * @param averaging weight of the past per step in the running average
   */
  public Optimizer(
      NDManager parent,
      ParameterSet parameters,
      TorchScriptKernels kernels,
      Set<String> fixed,
      double clip,
      double decay,
      double averaging) {
    this.manager = parent.newSubManager();
    this.parameters = parameters;
    this.kernels = kernels;
    this.fixed = Set.copyOf(fixed);
    this.clip = clip;
    this.decay = decay;
    this.averaging = averaging;
    parameters
        .arrays()
        .forEach(
            (name, array) -> {
              averages.put(name, copy(array));
              if (!fixed.contains(name)) {
                moments.put(name, manager.zeros(array.getShape()));
                variances.put(name, manager.zeros(array.getShape()));
              }
            });
  }

  /**
   * Applies the gradients that a backward pass left in the leaves.
   *
   * @param leaves handles of {@link ParameterSet#leaves}
   * @param step owner of temporary arrays
   * @param rate learning rate
   * @return norm of the gradient before clipping; if it is not finite nothing was changed
   */
  public double step(Map<String, NDArray> leaves, NDManager step, double rate) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    moments
        .keySet()
        .forEach(
            name -> {
              NDArray leaf = leaves.get(name);
              if (leaf.hasGradient()) {
                NDArray gradient = leaf.getGradient();
                gradient.attach(step);
                gradients.put(name, gradient);
              }
            });
    double norm = kernels.norm(List.copyOf(gradients.values()));
    if (!Double.isFinite(norm)) {
      return norm;
    }
    steps++;
    NDArray number = step.create((float) steps);
    NDArray scale = step.create((float) Math.max(1, norm / clip));
    update(gradients, true, number, scale, rate);
    update(gradients, false, number, scale, rate);
    if (steps % AVERAGE_EVERY == 0) {
      updateAverages(step);
    }
    return norm;
  }

  /** Updates either all matrices, which decay, or all vectors, which do not. */
  private void update(
      Map<String, NDArray> gradients,
      boolean matrices,
      NDArray number,
      NDArray scale,
      double rate) {
    List<String> names =
        gradients.keySet().stream()
            .filter(name -> parameters.arrays().get(name).getShape().dimension() > 1 == matrices)
            .toList();
    if (names.isEmpty()) {
      return;
    }
    kernels.adamw(
        names.stream().map(parameters.arrays()::get).toList(),
        names.stream().map(gradients::get).toList(),
        names.stream().map(moments::get).toList(),
        names.stream().map(variances::get).toList(),
        names.stream().map(name -> number).toList(),
        scale,
        rate,
        BETA2,
        matrices ? decay : 0);
  }

  private void updateAverages(NDManager step) {
    // Young averages forget faster, so that random initial weights do not linger.
    double young = (1.0 + steps) / (10.0 * AVERAGE_EVERY + steps);
    double past = Math.min(Math.pow(averaging, AVERAGE_EVERY), young);
    averages.forEach(
        (name, average) -> {
          NDArray now = parameters.arrays().get(name).mul(1 - past);
          now.attach(step);
          average.muli(past).addi(now);
        });
  }

  private NDArray copy(NDArray array) {
    NDArray copy = array.duplicate();
    copy.attach(manager);
    return copy;
  }

  /** Number of steps made. */
  public long steps() {
    return steps;
  }

  /** The running averages by name. */
  public Map<String, NDArray> averages() {
    return averages;
  }

  /** All state but the parameters, for a checkpoint: {@code moment.*}, {@code variance.*}, ... */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    moments.forEach((name, array) -> state.put("moment." + name, array));
    variances.forEach((name, array) -> state.put("variance." + name, array));
    averages.forEach((name, array) -> state.put("average." + name, array));
    return state;
  }

  /**
   * Continues from a checkpoint whose arrays were written into {@link #state()}.
   *
   * @param stepsMade steps made before
   */
  public void resume(long stepsMade) {
    steps = stepsMade;
  }

  /** Names that are not trained. */
  public Set<String> fixed() {
    return fixed;
  }

  @Override
  public void close() {
    manager.close();
  }
}

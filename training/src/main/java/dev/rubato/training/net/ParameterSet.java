package dev.rubato.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.rubato.model.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The trained arrays by name. Confined to the thread that trains.
 *
 * <p>A step differentiates with respect to {@link #leaves}: fresh handles on the same storage, so
 * that gradients and everything derived from a parameter end with the step's manager.
 */
public final class ParameterSet implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  /**
   * Makes the arrays.
   *
   * @param parent owner
   * @param initial values by name
   */
  public ParameterSet(NDManager parent, Map<String, Tensor> initial) {
    this.manager = parent.newSubManager();
    initial.forEach(
        (name, tensor) -> {
          long[] shape = new long[tensor.shape().length];
          for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.shape()[i];
          }
          arrays.put(name, manager.create(tensor.values(), new Shape(shape)));
        });
  }

  /** The arrays by name, in a fixed order. */
  public Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /**
   * Handles on the same storage that collect gradients.
   *
   * @param step owner of the handles
   */
  public Map<String, NDArray> leaves(NDManager step) {
    return handles(step, true);
  }

  /**
   * Handles on the same storage without gradients.
   *
   * @param step owner of the handles
   */
  public Map<String, NDArray> constants(NDManager step) {
    return handles(step, false);
  }

  private Map<String, NDArray> handles(NDManager step, boolean gradient) {
    Map<String, NDArray> handles = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          NDArray handle = array.stopGradient();
          handle.attach(step);
          handle.setRequiresGradient(gradient);
          handles.put(name, handle);
        });
    return handles;
  }

  /** Copies of all values. */
  public Map<String, Tensor> values() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          long[] shape = array.getShape().getShape();
          int[] axes = new int[shape.length];
          for (int i = 0; i < axes.length; i++) {
            axes[i] = (int) shape[i];
          }
          values.put(name, new Tensor(axes, array.toFloatArray()));
        });
    return values;
  }

  @Override
  public void close() {
    manager.close();
  }
}

package dev.rubato.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;

/**
 * Dropout on residual branches and stochastic depth (Huang et al. 2016). Dropout multiplies by a
 * random stretch of one large mask made beforehand, since drawing millions of random numbers per
 * step would cost more than the layer. Confined to the thread that trains.
 */
public final class Regularizer implements AutoCloseable {
  private static final int POOL = 1 << 23;

  private final double dropout;
  private final double skip;
  private final NDManager manager;
  private final NDArray pool;
  private Random random = new Random(0);

  /**
   * Makes a regularizer.
   *
   * @param parent owner of the mask
   * @param dropout probability that a value of a residual branch becomes zero
   * @param skip probability that a whole module is left out in a step
   * @param seed determines the mask
   */
  public Regularizer(NDManager parent, double dropout, double skip, long seed) {
    this.dropout = dropout;
    this.skip = skip;
    this.manager = parent.newSubManager();
    this.pool = dropout > 0 ? mask(seed) : null;
  }

  /** One that changes nothing, for evaluation. */
  public static Regularizer none(NDManager parent) {
    return new Regularizer(parent, 0, 0, 0);
  }

  private NDArray mask(long seed) {
    Random source = new Random(seed);
    float[] values = new float[POOL];
    float kept = (float) (1 / (1 - dropout));
    for (int i = 0; i < POOL; i++) {
      values[i] = source.nextDouble() < dropout ? 0 : kept;
    }
    return manager.create(values, new Shape(POOL));
  }

  /**
   * Starts a step whose random choices depend on the seed alone.
   *
   * @param seed number of the step, mixed with the seed of the run
   */
  public void begin(long seed) {
    random = new Random(seed);
  }

  boolean keepsModule() {
    return skip == 0 || random.nextDouble() >= skip;
  }

  NDArray branch(NDArray x) {
    long size = x.size();
    if (pool == null || size > POOL) {
      return x;
    }
    long offset = (long) (random.nextDouble() * (POOL - size + 1));
    try (NDArray stretch = pool.get("{}:{}", offset, offset + size)) {
      NDArray shaped = stretch.reshape(x.getShape());
      shaped.attach(x.getManager());
      return x.mul(shaped);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}

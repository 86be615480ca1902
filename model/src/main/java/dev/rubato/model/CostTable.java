package dev.rubato.model;

import java.util.List;

/**
 * Multiply-accumulates of an encoder per valid encoder frame: those of matrix products and
 * convolutions, attention over its whole context included; normalisations, activations and biases
 * are not counted. Immutable; may be shared between threads.
 */
public final class CostTable {
  private final List<AdaptiveModule> modules;
  private final long[] learnerMacs;
  private final long denseMacs;
  private final long fixedMacs;

  /** Counts for an encoder, dense or adaptive. */
  public CostTable(EncoderConfig config) {
    this.modules = AdaptiveModule.of(config);
    this.learnerMacs = modules.stream().mapToLong(AdaptiveModule::learnerMacs).toArray();
    this.denseMacs = dense(config);
    long replaced = modules.stream().mapToLong(module -> replaced(config, module)).sum();
    long gates = modules.stream().mapToLong(AdaptiveModule::gateMacs).sum();
    this.fixedMacs = denseMacs - replaced + gates;
  }

  /** The adaptive modules, in the order of the {@code learners} output. */
  public List<AdaptiveModule> modules() {
    return modules;
  }

  /** What the same encoder without any adaptive module takes per frame. */
  public long denseMacs() {
    return denseMacs;
  }

  /** What every frame takes, however few learners it runs: everything dense, and the gates. */
  public long fixedMacs() {
    return fixedMacs;
  }

  /** The least that a valid frame can take. */
  public long floorMacs() {
    long floor = fixedMacs;
    for (int i = 0; i < learnerMacs.length; i++) {
      floor += modules.get(i).site().fewest() * learnerMacs[i];
    }
    return floor;
  }

  /**
   * What valid frames took.
   *
   * @param learners the {@code learners} output of valid frames only, row-major {@code [frames, A]}
   * @param offset index of the first number
   * @param frames number of frames
   */
  public long executedMacs(long[] learners, int offset, int frames) {
    long executed = Math.multiplyExact(fixedMacs, (long) frames);
    int index = offset;
    for (int frame = 0; frame < frames; frame++) {
      for (long macs : learnerMacs) {
        executed += learners[index++] * macs;
      }
    }
    return executed;
  }

  /**
   * The cost of every choice of a module's gate, as the dial sees it: multiply-accumulates, with
   * all learners of an average adaptive module of this encoder as the unit.
   *
   * @return one number per choice, fewest learners first
   */
  public float[] choiceCosts(AdaptiveModule module) {
    double unit = 0;
    for (int i = 0; i < learnerMacs.length; i++) {
      unit += (double) learnerMacs[i] * modules.get(i).learners() / learnerMacs.length;
    }
    float[] costs = new float[module.choices()];
    for (int choice = 0; choice < costs.length; choice++) {
      costs[choice] =
          (float) ((module.site().fewest() + choice) * (double) module.learnerMacs() / unit);
    }
    return costs;
  }

  private static long dense(EncoderConfig c) {
    long dim = c.dim();
    long keyValueDim = (long) c.keyValueHeads() * c.headDim();
    long front = (long) c.frontDim() * ((long) c.stack() * c.melBins() + dim);
    long position = c.positionKernel() * dim;
    long projections = 2 * dim * dim + 2 * dim * keyValueDim;
    long context = 2 * dim * (c.leftContext() + c.chunk());
    long convolution = c.convolutionKernel() == 0 ? 0 : dim * (3 * dim + c.convolutionKernel());
    long ffn = 2 * dim * c.ffnDim();
    long layer = projections + context + convolution + ffn;
    return front + position + c.layers() * layer + dim * c.vocabulary();
  }

  /** What the dense module takes in whose place an adaptive one stands. */
  private static long replaced(EncoderConfig c, AdaptiveModule module) {
    long in = module.inputDim();
    return switch (module.site()) {
      case FFN -> 2 * in * c.ffnDim();
      case CONVOLUTION -> 3 * in * in;
      case ATTENTION -> 2 * in * in;
      case QUERY, KEY, VALUE, OUTPUT -> in * module.outputDim();
    };
  }
}

package dev.rubato.audio.internal.flac;

/** The coded residual of a subframe (RFC 9639 section 9.2.7). Stateless. */
final class Residual {
  private static final int METHODS = 2;

  private Residual() {}

  /**
   * Reads the residual of a block.
   *
   * @param target receives it from index {@code order} on
   * @param blockSize samples of the block
   * @param order of the predictor; so many samples have no residual
   * @throws IllegalArgumentException if it contradicts itself
   */
  static void read(BitReader bits, long[] target, int blockSize, int order) {
    int method = (int) bits.unsigned(2);
    int partitions = 1 << (int) bits.unsigned(4);
    int size = blockSize / partitions;
    if (method >= METHODS || size * partitions != blockSize || size < order) {
      throw new IllegalArgumentException("residual in " + partitions + " partitions");
    }
    int parameterBits = 4 + method;
    int escape = (1 << parameterBits) - 1;
    int at = order;
    for (int partition = 1; partition <= partitions; partition++) {
      int end = partition * size;
      int parameter = (int) bits.unsigned(parameterBits);
      if (parameter == escape) {
        int width = (int) bits.unsigned(5);
        for (; at < end; at++) {
          target[at] = bits.signed(width);
        }
      } else {
        for (; at < end; at++) {
          long folded = (long) bits.unary() << parameter | bits.unsigned(parameter);
          target[at] = folded >>> 1 ^ -(folded & 1);
        }
      }
    }
  }
}

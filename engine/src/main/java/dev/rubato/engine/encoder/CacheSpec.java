package dev.rubato.engine.encoder;

/**
 * One cache of the graph. Immutable; may be shared between threads.
 *
 * @param input name of the graph's input
 * @param output name of the graph's output that the next run gets
 * @param shape shape of one stream's part, without the axis of streams
 * @param size number of floats in one stream's part
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never changed
record CacheSpec(String input, String output, long[] shape, int size) {

  static CacheSpec of(String input, String output, long[] shape) {
    long size = 1;
    for (long axis : shape) {
      size = Math.multiplyExact(size, axis);
    }
    return new CacheSpec(input, output, shape, Math.toIntExact(size));
  }
}

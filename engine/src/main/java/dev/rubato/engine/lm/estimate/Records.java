package dev.rubato.engine.lm.estimate;

import java.io.Closeable;
import java.io.IOException;

/**
 * A sequence of records, each a fixed number of ints. Not safe for use by several threads at once.
 */
interface Records extends Closeable {
  /**
   * Reads the next record.
   *
   * @param record takes it
   * @return false at the end
   */
  boolean next(int[] record) throws IOException;
}

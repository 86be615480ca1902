package dev.rubato.engine.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Native memory for one tensor, grown to the largest run so far and reused. Belongs to one encoder
 * thread.
 */
final class TensorBuffer {
  private final int bytesPerValue;
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

  private TensorBuffer(int bytesPerValue) {
    this.bytesPerValue = bytesPerValue;
  }

  static TensorBuffer ofFloats() {
    return new TensorBuffer(Float.BYTES);
  }

  static TensorBuffer ofLongs() {
    return new TensorBuffer(Long.BYTES);
  }

  /** The first floats of the memory. */
  FloatBuffer floats(int count) {
    return reserve(count).asFloatBuffer().limit(count);
  }

  /** The first longs of the memory. */
  LongBuffer longs(int count) {
    return reserve(count).asLongBuffer().limit(count);
  }

  /** A tensor over this memory; nothing is copied. */
  OnnxTensor floatTensor(OrtEnvironment environment, long... shape) throws OrtException {
    return OnnxTensor.createTensor(environment, floats(size(shape)), shape);
  }

  /** A tensor over this memory; nothing is copied. */
  OnnxTensor longTensor(OrtEnvironment environment, long... shape) throws OrtException {
    return OnnxTensor.createTensor(environment, longs(size(shape)), shape);
  }

  private ByteBuffer reserve(int count) {
    int needed = Math.multiplyExact(count, bytesPerValue);
    if (bytes.capacity() < needed) {
      bytes = ByteBuffer.allocateDirect(needed).order(ByteOrder.nativeOrder());
    }
    return bytes;
  }

  private static int size(long[] shape) {
    long size = 1;
    for (long axis : shape) {
      size = Math.multiplyExact(size, axis);
    }
    return Math.toIntExact(size);
  }
}

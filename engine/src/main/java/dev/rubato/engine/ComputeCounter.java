package dev.rubato.engine;

import dev.rubato.engine.encoder.EncoderOutput;
import dev.rubato.model.EncoderConfig;

/**
 * Counts the encoder's work from what ran. Immutable; may be shared between threads.
 *
 * @param denseFrameMacs multiply-accumulates of one encoder frame with every learner running
 */
public record ComputeCounter(long denseFrameMacs) {

  /** The counter of a dense encoder; attention counts with its full context. */
  public static ComputeCounter of(EncoderConfig c) {
    long dim = c.dim();
    long front = (long) c.stack() * c.melBins() * c.frontDim() + c.frontDim() * dim;
    long keyValueDim = (long) c.keyValueHeads() * c.headDim();
    long attention =
        2 * dim * dim + 2 * dim * keyValueDim + 2 * dim * (c.chunk() + c.leftContext());
    long convolution = c.convolutionKernel() == 0 ? 0 : 3 * dim * dim + c.convolutionKernel() * dim;
    long ffn = 2 * dim * c.ffnDim();
    long head = dim * c.vocabulary();
    long position = c.positionKernel() * dim;
    return new ComputeCounter(
        front + position + c.layers() * (attention + convolution + ffn) + head);
  }

  /** Work on some frames of an output. */
  public Compute count(EncoderOutput output, int from, int to) {
    long dense = (to - from) * denseFrameMacs;
    return new Compute(dense, dense);
  }
}

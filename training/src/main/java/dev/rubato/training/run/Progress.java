package dev.rubato.training.run;

/**
 * Where a run stands; with the arrays of a checkpoint, all that resuming needs.
 *
 * @param step optimizer steps made
 * @param epoch current epoch
 * @param batch next batch of the epoch
 * @param hours audio hours seen
 * @param phoneShares running mean of the phone posteriors
 */
public record Progress(long step, int epoch, int batch, double hours, double[] phoneShares) {}

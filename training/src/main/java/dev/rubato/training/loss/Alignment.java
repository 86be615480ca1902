package dev.rubato.training.loss;

/**
 * What forward-backward finds for one utterance.
 *
 * @param loss negative natural logarithm of the probability of all paths, nats
 * @param occupancy posterior probability of each symbol at each frame, row-major {@code [T, V]};
 *     the negative gradient of the loss with respect to the log-probabilities
 */
public record Alignment(double loss, float[] occupancy) {}

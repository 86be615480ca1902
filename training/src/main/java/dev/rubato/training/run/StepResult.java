package dev.rubato.training.run;

/**
 * What one step showed.
 *
 * @param symbolLoss CTC loss per encoder frame, nats
 * @param phoneLoss loss of the auxiliary head per encoder frame, nats
 * @param norm norm of the gradient before clipping
 * @param frames valid feature frames
 * @param left utterances left out of a loss because they are too short for their text
 */
record StepResult(double symbolLoss, double phoneLoss, double norm, long frames, int left) {}

/**
 * Estimates n-gram models from text: {@link dev.rubato.engine.lm.estimate.NgramEstimator}. Counts
 * are sorted on disk, so memory is bounded however long the text is.
 */
package dev.rubato.engine.lm.estimate;

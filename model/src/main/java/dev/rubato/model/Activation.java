package dev.rubato.model;

/** Functions between the two layers of a gate or of a learner. */
public enum Activation {
  /** Gaussian error linear unit, exact. */
  GELU,
  /** {@code max(x, 0)}. */
  RELU,
  /** None: the two layers are one linear map of low rank. */
  IDENTITY
}

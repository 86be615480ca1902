package dev.rubato.engine.lm.estimate;

/** Hears what an estimator is doing, for people to read. Called on the estimating thread. */
@FunctionalInterface
public interface Progress {
  /** Says nothing. */
  Progress NONE = message -> {};

  /** A step has begun or has come further; one line. */
  void report(String message);
}

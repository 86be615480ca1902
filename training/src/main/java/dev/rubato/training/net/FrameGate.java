package dev.rubato.training.net;

import ai.djl.ndarray.NDArray;
import dev.rubato.model.AdaptiveModule;
import java.util.Map;

/**
 * Decides how many learners of each adaptive module run on each frame, and may watch the modules.
 * Confined to the thread that trains.
 */
public interface FrameGate {
  /** Runs every learner on every frame. */
  FrameGate ALL = (weights, module, input) -> null;

  /**
   * Factors of the learners' contributions.
   *
   * @param weights of the network
   * @param module the module about to run
   * @param input what its learners see, {@code [B, T, D]}
   * @return {@code [B, T, N]}, one for learners that run and zero for others; null for all ones
   */
  NDArray multipliers(Map<String, NDArray> weights, AdaptiveModule module, NDArray input);

  /**
   * Called after an adaptive module ran.
   *
   * @param input what its learners saw, {@code [B, T, D]}
   * @param output what is added to the residual stream, {@code [B, T, D]}
   */
  default void ran(AdaptiveModule module, NDArray input, NDArray output) {}
}

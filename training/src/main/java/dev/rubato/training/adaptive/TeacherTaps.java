package dev.rubato.training.adaptive;

import ai.djl.ndarray.NDArray;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.training.net.FrameGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs every learner and remembers what each module saw and gave, which is what its replacement has
 * to learn. One object per step. Confined to the thread that trains.
 */
final class TeacherTaps implements FrameGate {
  /**
   * What a module of the teacher did.
   *
   * @param module the module
   * @param input what it saw, {@code [B, T, D]}
   * @param output what it added to the residual stream, {@code [B, T, D]}
   */
  record Tap(AdaptiveModule module, NDArray input, NDArray output) {}

  private final List<Tap> taps = new ArrayList<>();

  @Override
  public NDArray multipliers(Map<String, NDArray> weights, AdaptiveModule module, NDArray input) {
    return null;
  }

  @Override
  public void ran(AdaptiveModule module, NDArray input, NDArray output) {
    taps.add(new Tap(module, input, output));
  }

  List<Tap> taps() {
    return taps;
  }
}

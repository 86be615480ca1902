package dev.rubato.training.loss;

import java.util.ArrayList;
import java.util.List;

/**
 * The alignments of one label sequence: a left-to-right chain of states. A path spends at least one
 * frame in every state it enters, goes to the next state, or skips one state where that is allowed.
 * Immutable; may be shared between threads.
 *
 * <p>Two topologies are used: CTC (Graves et al. 2006: blanks between all labels, a blank may be
 * skipped between different labels) and a one-state-per-phone HMM with optional silence between
 * words, whose paths cannot hide in a blank.
 */
public final class Lattice {
  private final int[] symbols;
  private final boolean[] skippable;

  private Lattice(int[] symbols, boolean[] skippable) {
    this.symbols = symbols;
    this.skippable = skippable;
  }

  /**
   * The CTC lattice of a label sequence.
   *
   * @param labels labels without blanks
   * @param blank index of the blank symbol
   */
  public static Lattice ctc(int[] labels, int blank) {
    int[] symbols = new int[2 * labels.length + 1];
    boolean[] skippable = new boolean[symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      boolean isBlank = i % 2 == 0;
      symbols[i] = isBlank ? blank : labels[i / 2];
      boolean atEdge = i == 0 || i == symbols.length - 1;
      skippable[i] = isBlank && (atEdge || labels[i / 2 - 1] != labels[i / 2]);
    }
    return new Lattice(symbols, skippable);
  }

  /**
   * The HMM lattice of a phone sequence: every phone is mandatory, silence between words and at the
   * edges is optional.
   *
   * @param words phones of each word
   * @param silence index of the silence symbol
   */
  public static Lattice hmm(List<int[]> words, int silence) {
    List<Integer> symbols = new ArrayList<>();
    symbols.add(silence);
    for (int[] phones : words) {
      for (int phone : phones) {
        symbols.add(phone);
      }
      symbols.add(silence);
    }
    int[] array = symbols.stream().mapToInt(Integer::intValue).toArray();
    boolean[] skippable = new boolean[array.length];
    for (int i = 0; i < array.length; i++) {
      skippable[i] = array[i] == silence;
    }
    return new Lattice(array, skippable);
  }

  /** Number of states. */
  public int states() {
    return symbols.length;
  }

  /** Symbol that a state emits. */
  public int symbol(int state) {
    return symbols[state];
  }

  /** Whether a path may go from the state before this one directly to the state after it. */
  public boolean skippable(int state) {
    return skippable[state];
  }

  /** Whether a path may begin in this state. */
  public boolean initial(int state) {
    return state == 0 || (state == 1 && skippable[0]);
  }

  /** Whether a path may end in this state. */
  public boolean terminal(int state) {
    int last = symbols.length - 1;
    return state == last || (state == last - 1 && skippable[last]);
  }

  /** Fewest frames of any path. */
  public int minimumFrames() {
    int frames = 0;
    for (boolean skip : skippable) {
      frames += skip ? 0 : 1;
    }
    return frames;
  }
}

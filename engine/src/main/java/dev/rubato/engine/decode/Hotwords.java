package dev.rubato.engine.decode;

import java.util.List;

/**
 * The phrases of a stream, ready for use, and those that cannot be used. Immutable; may be shared
 * between threads and streams of the same {@link BeamSearch}.
 */
public final class Hotwords {
  /** Why a phrase cannot be used. */
  public enum Reason {
    /** It has no letters. */
    EMPTY,
    /** The model has no symbol for one of its characters. */
    UNWRITABLE,
    /** It has more characters than {@link #MAX_LENGTH}. */
    TOO_LONG,
    /** Its weight is not a number between -{@link #MAX_WEIGHT} and {@link #MAX_WEIGHT}. */
    WEIGHT,
    /** There were {@link #MAX_PHRASES} usable phrases before it. */
    TOO_MANY
  }

  /**
   * A phrase that cannot be used.
   *
   * @param phrase the phrase as it was given
   * @param reason why not
   * @param message the same for people, with what would be right
   */
  public record Rejected(String phrase, Reason reason, String message) {}

  /** Longest usable phrase, characters. */
  public static final int MAX_LENGTH = 200;

  /** Greatest usable weight. */
  public static final double MAX_WEIGHT = 10;

  /** Number of usable phrases. */
  public static final int MAX_PHRASES = 20_000;

  /** No phrases. */
  public static final Hotwords NONE = new Hotwords(HotwordGraph.EMPTY, 0, List.of());

  private final HotwordGraph graph;
  private final int used;
  private final List<Rejected> rejected;

  Hotwords(HotwordGraph graph, int used, List<Rejected> rejected) {
    this.graph = graph;
    this.used = used;
    this.rejected = List.copyOf(rejected);
  }

  HotwordGraph graph() {
    return graph;
  }

  /** Number of phrases in use; repetitions count once. */
  public int used() {
    return used;
  }

  /** The phrases that cannot be used, in the order in which they were given. */
  public List<Rejected> rejected() {
    return rejected;
  }
}

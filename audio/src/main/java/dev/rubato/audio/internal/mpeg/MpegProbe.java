package dev.rubato.audio.internal.mpeg;

import dev.rubato.audio.internal.ByteQueue;
import java.util.Optional;

/** Finds the first frame of an MPEG audio stream. Not safe for use by several threads. */
public final class MpegProbe {
  /** Where the stream was found, or that it was not. */
  public enum Verdict {
    /** It begins after some bytes. */
    FOUND,
    /** More bytes are needed to tell. */
    UNDECIDED,
    /** There is none. */
    ABSENT
  }

  /**
   * The result.
   *
   * @param verdict whether there is a stream
   * @param offset number of bytes before the first frame
   */
  public record Result(Verdict verdict, int offset) {}

  /** Headers that must follow each other; fewer would be found in noise. */
  private static final int FRAMES = 3;

  private static final int MAX_FRAME = 2_881;

  private final int furthest;
  private final boolean atStart;
  private int askAgain;

  /**
   * Makes a probe for one place of a recording.
   *
   * @param furthest most bytes that may come before the first frame
   * @param atStart whether the recording begins here; a short one may have fewer frames than are
   *     needed elsewhere
   */
  public MpegProbe(int furthest, boolean atStart) {
    this.furthest = furthest;
    this.atStart = atStart;
  }

  /**
   * Searches the waiting bytes. When it looks again does not change what it finds, but keeps the
   * work small if single bytes arrive.
   *
   * @param complete whether there will be no more bytes
   */
  public Result find(ByteQueue input, boolean complete) {
    if (!complete && input.available() < askAgain) {
      return new Result(Verdict.UNDECIDED, 0);
    }
    askAgain = input.available() + input.available() / 8;
    return search(input, complete);
  }

  private Result search(ByteQueue input, boolean complete) {
    int end = Math.min(furthest, input.available() - MpegHeader.BYTES);
    for (int offset = 0; offset <= end; offset++) {
      Verdict verdict = startsAt(input, offset, complete);
      if (verdict != Verdict.ABSENT) {
        return new Result(verdict, offset);
      }
    }
    boolean searched = complete || input.available() > furthest + FRAMES * MAX_FRAME;
    return new Result(searched ? Verdict.ABSENT : Verdict.UNDECIDED, 0);
  }

  private Verdict startsAt(ByteQueue input, int offset, boolean complete) {
    Optional<MpegHeader> first = MpegHeader.parse(input, offset);
    Optional<MpegHeader> header = first;
    int at = offset;
    for (int i = 1; i < FRAMES && header.isPresent(); i++) {
      at += header.get().bytes();
      if (at + MpegHeader.BYTES > input.available()) {
        boolean shortRecording = atStart && offset == 0;
        return !complete ? Verdict.UNDECIDED : shortRecording ? Verdict.FOUND : Verdict.ABSENT;
      }
      if (MpegTags.begins(input, at)) {
        return Verdict.FOUND;
      }
      header = MpegHeader.parse(input, at).filter(next -> next.matches(first.get()));
    }
    return header.isPresent() ? Verdict.FOUND : Verdict.ABSENT;
  }
}

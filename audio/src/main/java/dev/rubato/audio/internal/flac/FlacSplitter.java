package dev.rubato.audio.internal.flac;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.Crc;
import dev.rubato.audio.internal.Times;
import java.util.Optional;

/**
 * Cuts a FLAC stream into frames. Frames do not state their length, so a frame ends where the
 * header of the following one begins (synchronisation code, checksum and number are right) and the
 * frame's own checksum holds. Not safe for use by several threads.
 */
final class FlacSplitter {
  private static final int ID3V1_BYTES = 128;
  private static final int TAG = 0x544147;

  private final int bits;
  private FlacFrameHeader current;

  /** Number of bytes of the current frame that were looked at, and their checksum. */
  private int scanned;

  private int checksum;

  FlacSplitter(int bits) {
    this.bits = bits;
  }

  /**
   * Takes the next frame from the queue.
   *
   * @param complete whether there will be no more bytes
   * @param seconds where the frame begins, for the message
   * @return nothing if more bytes are needed
   * @throws AudioException if the frame is damaged
   */
  Optional<byte[]> next(ByteQueue input, boolean complete, double seconds) throws AudioException {
    int lookAhead = complete ? 1 : FlacFrameHeader.MAX_BYTES;
    if (current == null && input.available() >= lookAhead) {
      begin(input, seconds);
    }
    while (current != null && input.available() - scanned >= lookAhead) {
      if (nextFrameBegins(input, seconds)) {
        return Optional.of(take(input, scanned));
      }
      advance(input, scanned + 1);
      if (scanned > longest()) {
        throw damaged(seconds);
      }
    }
    if (complete && current != null) {
      return last(input);
    }
    return Optional.empty();
  }

  private void begin(ByteQueue input, double seconds) throws AudioException {
    Optional<FlacFrameHeader> header = headerAt(input, 0);
    if (header.isEmpty() && input.available() < FlacFrameHeader.MAX_BYTES) {
      return;
    }
    if (header.isEmpty()) {
      throw damaged(seconds);
    }
    current = header.get();
    scanned = 0;
    checksum = 0;
    advance(input, current.bytes());
  }

  private boolean nextFrameBegins(ByteQueue input, double seconds) throws AudioException {
    if (input.u8(scanned) != 0xff) {
      return false;
    }
    Optional<FlacFrameHeader> next = headerAt(input, scanned);
    if (next.isEmpty() || !next.get().follows(current)) {
      return false;
    }
    if (checksum != 0) {
      throw damaged(seconds);
    }
    return true;
  }

  /** The last frame ends with the recording, or before a tag of another format. */
  private Optional<byte[]> last(ByteQueue input) {
    if (checksum == 0) {
      return Optional.of(take(input, scanned));
    }
    int frame = input.available() - ID3V1_BYTES;
    if (frame > current.bytes() && input.tag(frame) >>> 8 == TAG) {
      scanned = 0;
      checksum = 0;
      advance(input, frame);
      if (checksum == 0) {
        byte[] bytes = take(input, frame);
        input.drop(ID3V1_BYTES);
        return Optional.of(bytes);
      }
    }
    return Optional.empty();
  }

  private static Optional<FlacFrameHeader> headerAt(ByteQueue input, int index) {
    int start = input.start();
    return FlacFrameHeader.parse(input.array(), start + index, start + input.available());
  }

  private void advance(ByteQueue input, int to) {
    int start = input.start() + scanned;
    checksum = Crc.FLAC_FRAME.update(checksum, input.array(), start, to - scanned);
    scanned = to;
  }

  private byte[] take(ByteQueue input, int length) {
    byte[] frame = input.copy(0, length);
    input.drop(length);
    current = null;
    return frame;
  }

  /** Twice what the samples take without compression. */
  private long longest() {
    return (long) current.blockSize() * current.channels() * (bits + 1) / 4 + 4_096;
  }

  private static AudioException damaged(double seconds) {
    return new AudioException(
        Kind.DAMAGED,
        "the FLAC frame at %s is damaged (its checksum is wrong)".formatted(Times.text(seconds)));
  }
}

package dev.rubato.audio.internal.matroska;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.ContainerDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.Times;

/**
 * WebM and Matroska (RFC 9559): the first sound track. Live recordings, as browsers make them,
 * leave the sizes of segment and clusters open; such a recording may stop between any two blocks.
 * Not safe for use by several threads.
 */
public final class MatroskaDecoder implements ContainerDecoder {
  private static final int EBML = 0x1a45dfa3;
  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1f43b675;
  private static final int TRACKS = 0x1654ae6b;
  private static final int TRACK_ENTRY = 0xae;
  private static final int BLOCK_GROUP = 0xa0;
  private static final int SIMPLE_BLOCK = 0xa3;

  /** The longest identifier and the longest size. */
  private static final int MAX_HEADER = 12;

  /** More than any block of sound; what is larger must be pictures. */
  private static final int MAX_BUFFERED = 1 << 20;

  private final BlockPlayer player = new BlockPlayer();

  /** Bytes of an element that are still to be dropped. */
  private long skip;

  /** Where the segment ends in the recording, if it says so. */
  private long segmentEnd;

  @Override
  public void decode(ByteQueue input, PcmSink sink) throws AudioException {
    while (skip(input) && element(input, sink)) {
      // Every turn takes one element, or the head of one that contains others.
    }
  }

  @Override
  public void finish(ByteQueue input, PcmSink sink) throws AudioException {
    if (!player.hasTrack()) {
      throw new AudioException(
          Kind.TRUNCATED,
          "the WebM/Matroska recording ends inside its headers; there are no samples");
    }
    if (skip > 0 || input.available() > 0 || input.consumed() < segmentEnd) {
      throw new AudioException(
          Kind.TRUNCATED,
          "the WebM/Matroska recording is cut off after %s".formatted(Times.text(sink.seconds())));
    }
  }

  private boolean skip(ByteQueue input) {
    int count = (int) Math.min(skip, input.available());
    input.drop(count);
    skip -= count;
    return skip == 0;
  }

  private boolean element(ByteQueue input, PcmSink sink) throws AudioException {
    if (!headIsComplete(input)) {
      return false;
    }
    int waiting = Math.min(MAX_HEADER, input.available());
    EbmlBytes head = new EbmlBytes(input.array(), input.start(), input.start() + waiting);
    int identifier = head.identifier();
    long size = head.number();
    int headBytes = waiting - head.remaining();
    switch (identifier) {
      case SEGMENT -> {
        input.drop(headBytes);
        segmentEnd = size == EbmlBytes.UNKNOWN ? 0 : input.consumed() + size;
        return true;
      }
      case CLUSTER, TRACKS -> {
        input.drop(headBytes);
        return true;
      }
      case TRACK_ENTRY, BLOCK_GROUP, SIMPLE_BLOCK -> {
        if (size <= MAX_BUFFERED) {
          return buffered(input, identifier, headBytes, (int) size, sink);
        }
      }
      case EBML -> player.reset();
      default -> {}
    }
    if (size == EbmlBytes.UNKNOWN) {
      throw EbmlBytes.damaged();
    }
    input.drop(headBytes);
    skip = size;
    return true;
  }

  private static boolean headIsComplete(ByteQueue input) {
    if (input.available() == 0) {
      return false;
    }
    int identifierBytes = EbmlBytes.numberBytes(input.u8(0));
    if (input.available() <= identifierBytes) {
      return input.available() >= MAX_HEADER;
    }
    int sizeBytes = EbmlBytes.numberBytes(input.u8(identifierBytes));
    return input.available() >= Math.min(MAX_HEADER, identifierBytes + sizeBytes);
  }

  private boolean buffered(ByteQueue input, int identifier, int headBytes, int size, PcmSink sink)
      throws AudioException {
    if (input.available() < headBytes + size) {
      return false;
    }
    byte[] content = input.copy(headBytes, size);
    input.drop(headBytes + size);
    EbmlBytes bytes = new EbmlBytes(content, 0, size);
    switch (identifier) {
      case TRACK_ENTRY -> player.track(TrackEntry.parse(bytes), sink);
      case BLOCK_GROUP -> player.group(bytes, sink);
      default -> player.block(bytes, 0, sink);
    }
    return true;
  }
}

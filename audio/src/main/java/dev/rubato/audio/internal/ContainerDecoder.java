package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;

/**
 * Takes one kind of recording apart. What reaches the sink must not depend on how the bytes were
 * cut. Holds a bounded number of bytes back. Not safe for use by several threads.
 */
public interface ContainerDecoder {

  /** Parses what is complete in the queue, drops it there, and leaves the rest. */
  void decode(ByteQueue input, PcmSink sink) throws AudioException;

  /** There will be no more bytes. The queue holds what the last {@link #decode} left. */
  void finish(ByteQueue input, PcmSink sink) throws AudioException;
}

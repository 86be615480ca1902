package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import java.util.Optional;

/** Recognises the container by its first bytes. Not safe for use by several threads. */
public final class SniffingDecoder implements ContainerDecoder {
  private ContainerDecoder recognised;

  @Override
  public void decode(ByteQueue input, PcmSink sink) throws AudioException {
    if (recognised == null) {
      recognise(input, false);
    }
    if (recognised != null) {
      recognised.decode(input, sink);
    }
  }

  @Override
  public void finish(ByteQueue input, PcmSink sink) throws AudioException {
    if (recognised == null) {
      if (input.available() == 0) {
        throw new AudioException(Kind.EMPTY, "the recording is empty (0 bytes)");
      }
      recognise(input, true);
      recognised.decode(input, sink);
    }
    recognised.finish(input, sink);
  }

  private void recognise(ByteQueue input, boolean complete) throws AudioException {
    Optional<ContainerDecoder> decoder = Signatures.match(input, complete);
    decoder.ifPresent(found -> recognised = found);
  }
}

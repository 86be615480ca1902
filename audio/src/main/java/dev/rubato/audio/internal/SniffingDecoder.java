package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.mpeg.MpegTags;

/** Recognises the container by its first bytes. Not safe for use by several threads. */
public final class SniffingDecoder implements ContainerDecoder {
  private final Signatures signatures = new Signatures();
  private ContainerDecoder recognised;
  private boolean tagged;

  /** Bytes of a leading tag that are still to be dropped. */
  private int skip;

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
      if (input.available() == 0 && input.consumed() == 0) {
        throw new AudioException(Kind.EMPTY, "the recording is empty (0 bytes)");
      }
      recognise(input, true);
      if (recognised == null) {
        throw new AudioException(Kind.TRUNCATED, "the recording ends inside its ID3 tag");
      }
      recognised.decode(input, sink);
    }
    recognised.finish(input, sink);
  }

  private void recognise(ByteQueue input, boolean complete) throws AudioException {
    skipTags(input);
    if (skip == 0 && !(tagged && input.available() == 0)) {
      recognised = signatures.match(input, tagged, complete).orElse(null);
    }
  }

  /** Tags in front say nothing certain: MP3 has them, and so has FLAC at times. */
  private void skipTags(ByteQueue input) {
    boolean more = true;
    while (more) {
      int count = Math.min(skip, input.available());
      input.drop(count);
      skip -= count;
      more = skip == 0 && input.available() >= MpegTags.ID3V2_HEADER && MpegTags.isId3v2(input, 0);
      if (more) {
        skip = MpegTags.id3v2Bytes(input);
        tagged = true;
      }
    }
  }
}

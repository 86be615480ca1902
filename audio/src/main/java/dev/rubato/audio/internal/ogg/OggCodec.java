package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.internal.PcmSink;
import java.util.List;

/** Decodes the packets of one logical stream. Not safe for use by several threads. */
interface OggCodec {

  /** Name for messages. */
  String name();

  /** Whether all header packets have been read. */
  boolean headersComplete();

  /**
   * Decodes the packets that end on one page.
   *
   * @param packets at least one
   * @param granule the page's position
   * @param last whether the stream ends with this page
   * @param lostPages number of pages missing since the last call
   */
  void page(List<OggPacket> packets, long granule, boolean last, int lostPages, PcmSink sink)
      throws AudioException;
}

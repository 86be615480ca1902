package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.Codec;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.PcmSink;

/** How a codec lives in Ogg: its header packets. Not safe for use by several threads. */
interface OggMapping {

  /** Name for messages. */
  String name();

  /** The codec inside. */
  Codec codec();

  /**
   * Takes a packet if it is a header.
   *
   * @return false if the headers are complete and this is audio
   */
  boolean header(OggPacket packet, PcmSink sink) throws AudioException;

  /** The decoder; null until the headers are complete. */
  PacketDecoder decoder();

  /** Samples to leave out at the start. */
  default int preSkip() {
    return 0;
  }
}

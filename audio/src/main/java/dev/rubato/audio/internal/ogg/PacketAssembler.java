package dev.rubato.audio.internal.ogg;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Pages of one logical stream to packets. Not safe for use by several threads. */
final class PacketAssembler {
  /** More than any audio packet or code book; comments with pictures may be longer. */
  private static final int MAX_PACKET = 1 << 20;

  private ByteArrayOutputStream open = new ByteArrayOutputStream();
  private boolean inside;
  private boolean tooLong;

  /** The packets that end on a page. */
  List<OggPacket> packets(OggPage page) {
    List<OggPacket> packets = new ArrayList<>();
    if (!page.continues()) {
      // What was begun before lost its rest.
      reset();
    }
    // A continued packet whose begin was lost cannot be used.
    boolean usable = !page.continues() || inside;
    int at = 0;
    for (int length : page.lacing()) {
      add(page.body(), at, length);
      at += length;
      inside = length == 255;
      if (!inside) {
        if (usable) {
          packets.add(new OggPacket(open.toByteArray(), tooLong));
        }
        usable = true;
        reset();
      }
    }
    if (!usable) {
      reset();
    }
    return packets;
  }

  /** Whether a packet was begun and not ended. */
  boolean isInside() {
    return inside;
  }

  /** Forgets a packet that was begun. */
  void reset() {
    open = new ByteArrayOutputStream();
    inside = false;
    tooLong = false;
  }

  private void add(byte[] body, int offset, int length) {
    int room = MAX_PACKET - open.size();
    tooLong |= length > room;
    open.write(body, offset, Math.min(length, room));
  }
}

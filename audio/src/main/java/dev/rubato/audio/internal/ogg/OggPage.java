package dev.rubato.audio.internal.ogg;

/**
 * One page (RFC 3533 section 6).
 *
 * @param flags 1: begins inside a packet, 2: first page of its stream, 4: last page of its stream
 * @param granule position at the end of the last packet that ends on the page, or -1
 * @param serial number of the logical stream
 * @param sequence number of the page in its stream
 * @param lacing lengths of the segments
 * @param body the segments, one after the other
 */
record OggPage(int flags, long granule, int serial, int sequence, int[] lacing, byte[] body) {

  boolean continues() {
    return (flags & 1) != 0;
  }

  boolean isFirst() {
    return (flags & 2) != 0;
  }

  boolean isLast() {
    return (flags & 4) != 0;
  }
}

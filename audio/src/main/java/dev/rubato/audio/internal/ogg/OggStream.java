package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.AudioFormat;
import dev.rubato.audio.Container;
import dev.rubato.audio.internal.PacketDecoder;
import dev.rubato.audio.internal.PcmSink;
import java.util.List;

/**
 * The packets of one logical stream to samples. Granule positions, which count samples, tell where
 * playback starts and ends and how long a gap is. Not safe for use by several threads.
 */
final class OggStream {
  /** A page ends at most 255 packets, none of which has more than 8192 samples of Vorbis. */
  private static final long MAX_SAMPLES_PER_PAGE = 255L * 8_192;

  /** Positions beyond are damage; a year has not a millionth of it. */
  private static final long MAX_GRANULE = 1L << 56;

  private static final int SILENCE = 480;

  private final OggMapping mapping;
  private boolean started;

  /** Position of the next decoded sample on the stream's own clock. */
  private long position;

  /** Where playback starts on the stream's own clock. */
  private long start;

  OggStream(OggMapping mapping) {
    this.mapping = mapping;
  }

  String name() {
    return mapping.name();
  }

  boolean headersComplete() {
    return mapping.decoder() != null;
  }

  /**
   * Decodes the packets that end on one page.
   *
   * @param granule position at the end of the last of them
   * @param last whether the stream ends with this page
   * @param lostPages number of pages missing since the last call
   */
  void page(List<OggPacket> packets, long granule, boolean last, int lostPages, PcmSink sink)
      throws AudioException {
    int first = 0;
    while (first < packets.size() && mapping.header(packets.get(first), sink)) {
      first++;
    }
    if (first < packets.size()) {
      if (granule > MAX_GRANULE) {
        throw new AudioException(Kind.DAMAGED, "an Ogg page states the absurd position " + granule);
      }
      audio(packets.subList(first, packets.size()), granule, last, lostPages, sink);
    }
  }

  private void audio(
      List<OggPacket> packets, long granule, boolean last, int lostPages, PcmSink sink)
      throws AudioException {
    PacketDecoder decoder = mapping.decoder();
    long length = decoder.length(packets.stream().map(OggPacket::data).toList());
    if (!started) {
      started = true;
      sink.begin(
          new AudioFormat(Container.OGG, mapping.codec(), decoder.sampleRate(), decoder.channels()),
          decoder.sampleRate());
      // A stream that was cut out of a longer one does not start at 0 (RFC 7845 section 4.4), and
      // one whose first page is shorter than its packets starts inside them (Vorbis I, A.2).
      position = last || length == 0 || granule < 0 ? 0 : granule - length;
      start = Math.max(0, position) + mapping.preSkip();
    } else if (lostPages > 0 && length > 0) {
      fill(Math.min(granule - length - position, lostPages * MAX_SAMPLES_PER_PAGE), sink);
    }
    long end = last && granule >= 0 ? granule : Long.MAX_VALUE;
    for (OggPacket packet : packets) {
      if (packet.tooLong()) {
        throw new AudioException(
            Kind.DAMAGED, "a packet of %s has more than a megabyte".formatted(name()));
      }
      int samples = decoder.decode(packet.data(), sink.seconds());
      play(decoder.samples(), samples, end, sink);
    }
  }

  private void play(float[][] samples, int length, long end, PcmSink sink) throws AudioException {
    int from = (int) Math.max(0, Math.min(length, start - position));
    int to = (int) Math.max(0, Math.min(length, end - position));
    if (to > from) {
      sink.accept(samples, from, to - from);
    }
    position += length;
  }

  private void fill(long samples, PcmSink sink) throws AudioException {
    float[][] silence = new float[mapping.decoder().channels()][SILENCE];
    for (long left = samples; left > 0; left -= SILENCE) {
      play(silence, (int) Math.min(SILENCE, left), Long.MAX_VALUE, sink);
    }
  }
}

package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.AudioFormat;
import dev.rubato.audio.Codec;
import dev.rubato.audio.Container;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.opus.OpusHead;
import dev.rubato.audio.internal.opus.OpusPacketDecoder;
import java.util.List;

/** Opus in Ogg (RFC 7845). Not safe for use by several threads. */
final class OggOpus implements OggCodec {
  private static final int RATE = 48_000;

  /** A page holds at most 255 packets of 120 ms. */
  private static final long MAX_TICKS_PER_PAGE = 255L * 5_760;

  private int headers;
  private OpusHead head;
  private OpusPacketDecoder decoder;
  private boolean started;

  /** Position of the next packet on the stream's own clock, ticks. */
  private long position;

  /** Where playback starts on the stream's own clock, ticks. */
  private long start;

  @Override
  public String name() {
    return "Opus";
  }

  @Override
  public boolean headersComplete() {
    return headers == 2;
  }

  @Override
  public void page(List<OggPacket> packets, long granule, boolean last, int lostPages, PcmSink sink)
      throws AudioException {
    int first = 0;
    while (first < packets.size() && headers < 2) {
      header(packets.get(first), sink);
      first++;
    }
    List<OggPacket> audio = packets.subList(first, packets.size());
    if (!audio.isEmpty()) {
      audio(audio, granule, last, lostPages, sink);
    }
  }

  private void header(OggPacket packet, PcmSink sink) throws AudioException {
    if (headers == 0) {
      head = OpusHead.parse(packet.data());
      sink.begin(
          new AudioFormat(Container.OGG, Codec.OPUS, RATE, head.channels()),
          OpusPacketDecoder.RATE);
      decoder = new OpusPacketDecoder(head);
    }
    // The second header is the comments; nobody asks for them.
    headers++;
  }

  private void audio(
      List<OggPacket> packets, long granule, boolean last, int lostPages, PcmSink sink)
      throws AudioException {
    long length = 0;
    for (OggPacket packet : packets) {
      length += OpusPacketDecoder.ticks(packet.data());
    }
    if (!started) {
      // A stream that was cut out of a longer one does not start at 0 (RFC 7845 section 4.4).
      position = last ? 0 : Math.max(0, granule - length);
      start = position + head.preSkip();
      started = true;
    } else if (lostPages > 0) {
      fill(Math.min(granule - length - position, lostPages * MAX_TICKS_PER_PAGE), sink);
    }
    long end = last ? granule : Long.MAX_VALUE;
    for (OggPacket packet : packets) {
      if (packet.tooLong()) {
        throw new AudioException(Kind.DAMAGED, "an Opus packet has more than a megabyte");
      }
      int samples = decoder.decode(packet.data(), sink.seconds());
      play(decoder.samples(), samples, end, sink);
    }
  }

  private void play(float[][] samples, int length, long end, PcmSink sink) throws AudioException {
    int from = clamp(start - position, length);
    int to = clamp(end - position, length);
    if (to > from) {
      sink.accept(samples, from, to - from);
    }
    position += (long) length * OpusPacketDecoder.TICKS;
  }

  /** Ticks to samples, rounded to nearest, within a packet. */
  private static int clamp(long ticks, int length) {
    long half = OpusPacketDecoder.TICKS / 2;
    long bounded = Math.max(0, Math.min(ticks, (long) length * OpusPacketDecoder.TICKS));
    return (int) Math.min(length, (bounded + half) / OpusPacketDecoder.TICKS);
  }

  private void fill(long ticks, PcmSink sink) throws AudioException {
    float[][] silence = new float[head.channels()][OpusPacketDecoder.RATE / 100];
    int block = silence[0].length;
    for (long left = ticks / OpusPacketDecoder.TICKS; left > 0; left -= block) {
      play(silence, (int) Math.min(block, left), Long.MAX_VALUE, sink);
    }
  }
}

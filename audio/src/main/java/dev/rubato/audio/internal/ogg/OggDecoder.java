package dev.rubato.audio.internal.ogg;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.ByteQueue;
import dev.rubato.audio.internal.ContainerDecoder;
import dev.rubato.audio.internal.PcmSink;
import dev.rubato.audio.internal.Times;
import java.util.List;

/**
 * Ogg (RFC 3533): the first audio stream of every link of the chain. Not safe for use by several
 * threads.
 *
 * <p>A recording that stops inside a page or a packet is cut off, which is an error. One that stops
 * between pages without an end mark is in order: live streams often do.
 */
public final class OggDecoder implements ContainerDecoder {
  private final OggPageReader reader = new OggPageReader();
  private PacketAssembler assembler = new PacketAssembler();
  private OggStream stream;
  private String otherCodec = "nothing";
  private int serial;
  private int nextSequence;
  private int lostPages;
  private boolean amongFirstPages;
  private boolean ended;

  @Override
  public void decode(ByteQueue input, PcmSink sink) throws AudioException {
    for (OggPage page = reader.next(input, sink); page != null; page = reader.next(input, sink)) {
      accept(page, sink);
    }
  }

  @Override
  public void finish(ByteQueue input, PcmSink sink) throws AudioException {
    boolean inside = input.available() > 0;
    while (!ended && input.available() > 0) {
      // Garbage that looked like the begin of a page may hide others.
      reader.passOver(input);
      decode(input, sink);
    }
    if (ended) {
      return;
    }
    if (stream == null || !stream.headersComplete()) {
      throw new AudioException(
          Kind.TRUNCATED, "the Ogg recording ends inside its headers; there are no samples");
    }
    if (inside || assembler.isInside()) {
      throw new AudioException(
          Kind.TRUNCATED,
          "the Ogg %s recording is cut off after %s"
              .formatted(stream.name(), Times.text(sink.seconds())));
    }
    sink.note(
        "the Ogg %s recording has no end mark; it stops after %s"
            .formatted(stream.name(), Times.text(sink.seconds())));
  }

  private void accept(OggPage page, PcmSink sink) throws AudioException {
    if (page.isFirst()) {
      firstPage(page);
    } else {
      amongFirstPages = false;
      if (stream == null) {
        throw new AudioException(
            Kind.UNSUPPORTED,
            "the Ogg file holds %s; Opus, Vorbis and FLAC are supported".formatted(otherCodec));
      }
    }
    if (stream != null && page.serial() == serial && !ended) {
      decode(page, sink);
    }
  }

  private void firstPage(OggPage page) {
    if (!amongFirstPages) {
      // A new link of the chain.
      amongFirstPages = true;
      stream = null;
    }
    if (stream != null) {
      return;
    }
    stream = OggMappings.match(page.body()).map(OggStream::new).orElse(null);
    if (stream == null) {
      otherCodec = OggMappings.nameOfOther(page.body());
    }
    serial = page.serial();
    nextSequence = page.sequence();
    assembler = new PacketAssembler();
    lostPages = 0;
    ended = false;
  }

  private void decode(OggPage page, PcmSink sink) throws AudioException {
    int lost = page.sequence() - nextSequence;
    if (lost != 0) {
      // A number that goes back says nothing about how many are missing.
      lostPages += Math.max(1, lost);
      assembler.reset();
      sink.note(
          "Ogg pages are missing after %s; their time is filled with silence"
              .formatted(Times.text(sink.seconds())));
    }
    nextSequence = page.sequence() + 1;
    List<OggPacket> packets = assembler.packets(page);
    if (!packets.isEmpty()) {
      stream.page(packets, page.granule(), page.isLast(), lostPages, sink);
      lostPages = 0;
    }
    ended = page.isLast();
  }
}

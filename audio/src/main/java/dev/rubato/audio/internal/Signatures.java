package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.internal.flac.FlacDecoder;
import dev.rubato.audio.internal.matroska.MatroskaDecoder;
import dev.rubato.audio.internal.mpeg.MpegDecoder;
import dev.rubato.audio.internal.mpeg.MpegProbe;
import dev.rubato.audio.internal.mpeg.MpegProbe.Verdict;
import dev.rubato.audio.internal.ogg.OggDecoder;
import dev.rubato.audio.internal.wav.WavDecoder;
import java.util.Optional;

/** The first bytes of the containers. Not safe for use by several threads. */
final class Signatures {
  /** Enough for every signature that is compared. */
  private static final int LONGEST = 12;

  /** MPEG audio has no signature; captures of broadcasts begin inside a frame. */
  private static final int MPEG_SEARCH = 1 << 12;

  private static final int TAGGED_MPEG_SEARCH = 1 << 16;

  private final MpegProbe mpeg = new MpegProbe(MPEG_SEARCH, true);
  private final MpegProbe taggedMpeg = new MpegProbe(TAGGED_MPEG_SEARCH, true);

  /**
   * Finds the decoder.
   *
   * @param tagged whether an ID3 tag was in front
   * @param complete whether there will be no more bytes
   * @return nothing if more bytes are needed
   * @throws AudioException if no container begins like this
   */
  Optional<ContainerDecoder> match(ByteQueue input, boolean tagged, boolean complete)
      throws AudioException {
    if (input.available() < LONGEST && !complete) {
      return Optional.empty();
    }
    return switch (input.available() < 4 ? 0 : input.tag(0)) {
      case 0x52494646, 0x52463634, 0x42573634 -> Optional.of(new WavDecoder()); // RIFF, RF64, BW64
      case 0x664c6143 -> Optional.of(new FlacDecoder()); // fLaC
      case 0x4f676753 -> Optional.of(new OggDecoder()); // OggS
      case 0x1a45dfa3 -> Optional.of(new MatroskaDecoder()); // EBML
      default -> mpeg(tagged ? taggedMpeg : mpeg, input, complete);
    };
  }

  private static Optional<ContainerDecoder> mpeg(MpegProbe probe, ByteQueue input, boolean complete)
      throws AudioException {
    Foreign.refuseKnown(input);
    MpegProbe.Result result = probe.find(input, complete);
    if (result.verdict() == Verdict.FOUND) {
      input.drop(result.offset());
      return Optional.of(new MpegDecoder());
    }
    if (result.verdict() == Verdict.ABSENT) {
      throw Foreign.unknown(input);
    }
    return Optional.empty();
  }
}

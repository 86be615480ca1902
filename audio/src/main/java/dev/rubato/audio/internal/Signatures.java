package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.internal.ogg.OggDecoder;
import dev.rubato.audio.internal.wav.WavDecoder;
import java.util.Optional;

/** The first bytes of the containers. Stateless. */
final class Signatures {
  private static final String SUPPORTED =
      "WAV, FLAC, Ogg (Opus, Vorbis, FLAC), MP3 and WebM/Matroska (Opus) are supported";

  /** Enough for every signature that is compared. */
  private static final int LONGEST = 12;

  private Signatures() {}

  /**
   * Finds the decoder.
   *
   * @param complete whether there will be no more bytes
   * @return nothing if more bytes are needed
   * @throws AudioException if no container begins like this
   */
  static Optional<ContainerDecoder> match(ByteQueue input, boolean complete) throws AudioException {
    if (input.available() < LONGEST && !complete) {
      return Optional.empty();
    }
    return switch (input.available() < 4 ? 0 : input.tag(0)) {
      case 0x52494646, 0x52463634, 0x42573634 -> Optional.of(new WavDecoder()); // RIFF, RF64, BW64
      case 0x4f676753 -> Optional.of(new OggDecoder()); // OggS
      default -> throw unsupported(input);
    };
  }

  private static AudioException unsupported(ByteQueue input) {
    return new AudioException(
        Kind.UNSUPPORTED, "is not a recording in a known container" + "; " + SUPPORTED);
  }
}

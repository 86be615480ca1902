package dev.rubato.server.session;

import static java.util.Objects.requireNonNull;

import dev.rubato.audio.PcmEncoding;

/** How a client's audio comes. Immutable; may be shared between threads. */
public sealed interface AudioInput {

  /** A container that tells what is in it; recognised by its first bytes. */
  record Contained() implements AudioInput {}

  /**
   * Bare samples.
   *
   * @param encoding how a sample is written
   * @param sampleRate as the client states it, Hz
   * @param channels as the client states it, interleaved
   */
  record Raw(PcmEncoding encoding, int sampleRate, int channels) implements AudioInput {
    /** Checks that an encoding is there; figures are checked against the limits later. */
    public Raw {
      requireNonNull(encoding, "encoding is null");
    }
  }

  /**
   * A container if the first bytes say so beyond doubt, else bare samples: for clients that do not
   * tell.
   *
   * @param otherwise what bare samples are
   */
  record Either(Raw otherwise) implements AudioInput {}

  /** A container that tells what is in it. */
  AudioInput CONTAINED = new Contained();
}

package dev.rubato.audio;

/** How a recording wraps its codec. Immutable. */
public enum Container {
  /** Bare samples whose encoding was told by the caller. */
  RAW("raw"),
  /** RIFF/WAVE, RF64 and BW64. */
  WAV("WAV"),
  /** Native FLAC. */
  FLAC("FLAC"),
  /** Ogg (RFC 3533). */
  OGG("Ogg"),
  /** Bare MPEG audio frames, with or without tags. */
  MPEG("MPEG audio"),
  /** WebM and Matroska (RFC 9559). */
  MATROSKA("WebM/Matroska");

  private final String label;

  Container(String label) {
    this.label = label;
  }

  /** The name for people. */
  public String label() {
    return label;
  }
}

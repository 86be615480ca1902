package dev.rubato.server.config;

/**
 * The Vosk dialect's defaults. Immutable; may be shared between threads.
 *
 * @param sampleRate assumed rate, Hz
 * @param words whether words are listed
 * @param alternatives number of alternatives
 */
public record VoskConfig(
    @Setting(
            value = "8000",
            about =
                "Sample rate in Hz of clients that do not tell theirs. The reference server"
                    + " assumes 8000 too; audio in a container tells its own.")
        int sampleRate,
    @Setting(value = "false", about = "Whether results list words, unless the client decides.")
        boolean words,
    @Setting(value = "0", about = "Number of alternatives, unless the client decides.")
        int alternatives) {

  /** Checks the ranges. */
  public VoskConfig {
    Check.within(sampleRate, 4000, 192_000, "vosk.sample-rate");
    Check.within(alternatives, 0, 100, "vosk.alternatives");
  }
}

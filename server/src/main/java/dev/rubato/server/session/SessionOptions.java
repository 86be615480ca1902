package dev.rubato.server.session;

import static java.util.Objects.requireNonNull;

import dev.rubato.engine.EndpointRules;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client wants of a session. Immutable; may be shared between threads.
 *
 * @param input how the audio comes
 * @param apart whether every channel is transcribed for itself; else they are mixed
 * @param partials whether results that may change are wanted
 * @param endpointing when segments end by themselves
 * @param budget wanted fraction of the dense encoder's work; empty for the server's default
 * @param maxAudio audio that the session may bring
 * @param digest whether {@link LiveSession#sha256()} is wanted
 */
public record SessionOptions(
    AudioInput input,
    boolean apart,
    boolean partials,
    EndpointRules endpointing,
    Optional<Double> budget,
    Duration maxAudio,
    boolean digest) {

  /** Checks that all fields are there. */
  public SessionOptions {
    requireNonNull(input, "input is null");
    requireNonNull(endpointing, "endpointing is null");
    requireNonNull(budget, "budget is null");
    requireNonNull(maxAudio, "maxAudio is null");
  }

  /** Partials and prompt endpoints for one mixed channel. */
  public static SessionOptions of(AudioInput input, Duration maxAudio) {
    return new SessionOptions(
        input, false, true, EndpointRules.DEFAULT, Optional.empty(), maxAudio, false);
  }

  /** The same options with channels apart or mixed. */
  public SessionOptions withApart(boolean wanted) {
    return new SessionOptions(input, wanted, partials, endpointing, budget, maxAudio, digest);
  }

  /** The same options with or without partials. */
  public SessionOptions withPartials(boolean wanted) {
    return new SessionOptions(input, apart, wanted, endpointing, budget, maxAudio, digest);
  }

  /** The same options with other endpoint rules. */
  public SessionOptions withEndpointing(EndpointRules rules) {
    return new SessionOptions(input, apart, partials, rules, budget, maxAudio, digest);
  }

  /** The same options with a wanted budget. */
  public SessionOptions withBudget(Optional<Double> wanted) {
    return new SessionOptions(input, apart, partials, endpointing, wanted, maxAudio, digest);
  }

  /** The same options with a digest of the audio bytes. */
  public SessionOptions withDigest() {
    return new SessionOptions(input, apart, partials, endpointing, budget, maxAudio, true);
  }
}

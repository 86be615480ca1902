package dev.rubato.engine;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What one stream wants. Immutable; may be shared between threads and streams.
 *
 * @param partials whether {@link Partial} events are sent; final words are the same without
 * @param endpointing when segments end by themselves
 * @param decoder how log-probabilities become words; empty takes the best that the model package
 *     supports
 * @param price where the compute dial stands at first: 0 is the behaviour the model was trained
 *     for, higher is cheaper, infinities are the floor and the dense model; a dense model ignores
 *     it. See {@link RecognitionStream#price(double)}
 * @param tailSeconds silence appended when a stream is flushed or finished, so that a word which
 *     ends with the last sample is still heard to its end. The default is 0.3 s
 * @param maxBacklogSeconds audio that may wait in the stream; more is refused with a {@link
 *     BacklogException}. The default of an hour (230 MB) suits files; a server sets less
 */
public record StreamOptions(
    boolean partials,
    EndpointRules endpointing,
    Optional<DecoderFactory> decoder,
    double price,
    double tailSeconds,
    double maxBacklogSeconds) {

  /** Partials, prompt endpoints, the package's best decoder, the trained compute. */
  public static final StreamOptions DEFAULT =
      new StreamOptions(true, EndpointRules.DEFAULT, Optional.empty(), 0, 0.3, 3600);

  /** Validates every field; the message names the field and the permitted values. */
  public StreamOptions {
    requireNonNull(endpointing, "endpointing is null");
    requireNonNull(decoder, "decoder is null");
    require(!Double.isNaN(price), "price must be a number", price);
    require(
        tailSeconds >= 0 && tailSeconds <= 5, "tailSeconds must be between 0 and 5", tailSeconds);
    require(maxBacklogSeconds > 0, "maxBacklogSeconds must be positive", maxBacklogSeconds);
  }

  /** The same options with or without partial results. */
  public StreamOptions withPartials(boolean wanted) {
    return new StreamOptions(wanted, endpointing, decoder, price, tailSeconds, maxBacklogSeconds);
  }

  /** The same options with other endpoint rules. */
  public StreamOptions withEndpointing(EndpointRules rules) {
    return new StreamOptions(partials, rules, decoder, price, tailSeconds, maxBacklogSeconds);
  }

  /** The same options with a decoder of the caller's choice. */
  public StreamOptions withDecoder(DecoderFactory factory) {
    return new StreamOptions(
        partials, endpointing, Optional.of(factory), price, tailSeconds, maxBacklogSeconds);
  }

  /** The same options with another price of compute. */
  public StreamOptions withPrice(double newPrice) {
    return new StreamOptions(
        partials, endpointing, decoder, newPrice, tailSeconds, maxBacklogSeconds);
  }

  /** The same options with another length of appended silence, seconds. */
  public StreamOptions withTailSeconds(double seconds) {
    return new StreamOptions(partials, endpointing, decoder, price, seconds, maxBacklogSeconds);
  }

  /** The same options with another bound on waiting audio, seconds. */
  public StreamOptions withMaxBacklogSeconds(double seconds) {
    return new StreamOptions(partials, endpointing, decoder, price, tailSeconds, seconds);
  }

  private static void require(boolean condition, String message, double value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }
}

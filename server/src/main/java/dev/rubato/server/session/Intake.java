package dev.rubato.server.session;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioLimits;
import dev.rubato.audio.ChannelSink;
import dev.rubato.engine.BacklogException;
import dev.rubato.engine.RecognitionStream;
import dev.rubato.server.session.SessionProblem.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/**
 * Decodes a session's bytes into the recogniser's streams, one per channel. Used by one thread at a
 * time; {@link #price} and {@link #close()} of the streams may come from others.
 */
final class Intake implements AutoCloseable {
  private final SampleDecoder decoder;
  private final IntFunction<RecognitionStream> opener;
  private final ArrivalClock clock;
  private final List<RecognitionStream> streams = new CopyOnWriteArrayList<>();
  private final ChannelSink sink = this::distribute;
  private long arrival;

  /**
   * Makes an intake.
   *
   * @param options what the session wants
   * @param limits what its audio may ask for
   * @param opener opens the stream of a channel
   * @param clock is told when audio arrived
   * @throws SessionException if what the client states about its audio is not acceptable
   */
  Intake(
      SessionOptions options,
      AudioLimits limits,
      IntFunction<RecognitionStream> opener,
      ArrivalClock clock) {
    this.opener = opener;
    this.clock = clock;
    try {
      this.decoder = SampleDecoder.of(options.input(), options.apart(), limits);
    } catch (AudioException e) {
      throw new SessionException(Kind.BAD_REQUEST, e.getMessage(), e);
    }
    if (!options.apart()) {
      streams.add(opener.apply(0));
    }
  }

  /**
   * Decodes the next bytes.
   *
   * @param nanos when they arrived
   */
  void accept(byte[] bytes, int offset, int length, long nanos) throws AudioException {
    arrival = nanos;
    decoder.accept(bytes, offset, length, sink);
  }

  private void distribute(float[][] channels, int length) {
    for (int channel = 0; channel < channels.length; channel++) {
      if (channel == streams.size()) {
        streams.add(opener.apply(channel));
      }
      try {
        streams.get(channel).accept(channels[channel], 0, length);
      } catch (BacklogException e) {
        throw new SessionException(
            Kind.BAD_AUDIO,
            "a few bytes of this audio expand to minutes; send audio that is compressed less",
            e);
      }
    }
    clock.arrived(streams.get(0).acceptedSeconds(), arrival);
  }

  CompletableFuture<Void> flush() {
    return all(streams.stream().map(RecognitionStream::flush).toList());
  }

  CompletableFuture<Void> finish() throws AudioException {
    decoder.finish(sink);
    return all(streams.stream().map(RecognitionStream::finish).toList());
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> parts) {
    return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]));
  }

  /** Audio of the channel that is furthest behind, seconds. */
  double pendingSeconds() {
    return streams.stream().mapToDouble(RecognitionStream::pendingSeconds).max().orElse(0);
  }

  CompletableFuture<Void> whenPendingAtMost(double seconds) {
    return all(streams.stream().map(stream -> stream.whenPendingAtMost(seconds)).toList());
  }

  /** Audio of one channel so far, seconds. */
  double audioSeconds() {
    return streams.isEmpty() ? 0 : streams.get(0).acceptedSeconds();
  }

  int channels() {
    return streams.size();
  }

  void price(double price) {
    streams.forEach(stream -> stream.price(price));
  }

  @Override
  public void close() {
    streams.forEach(RecognitionStream::close);
    decoder.close();
  }
}

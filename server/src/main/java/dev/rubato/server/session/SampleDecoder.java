package dev.rubato.server.session;

import dev.rubato.audio.AudioDecoder;
import dev.rubato.audio.AudioDecoders;
import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioLimits;
import dev.rubato.audio.ChannelDecoder;
import dev.rubato.audio.ChannelSink;

/** Bytes to 16 kHz samples of one mixed or of several channels. Used by one thread at a time. */
interface SampleDecoder extends AutoCloseable {

  /** Takes the next bytes. */
  void accept(byte[] bytes, int offset, int length, ChannelSink sink) throws AudioException;

  /** Takes the end. */
  void finish(ChannelSink sink) throws AudioException;

  @Override
  void close();

  /**
   * A decoder for an input.
   *
   * @throws AudioException if the stated figures are not acceptable
   */
  static SampleDecoder of(AudioInput input, boolean apart, AudioLimits limits)
      throws AudioException {
    if (input instanceof AudioInput.Either either) {
      limits.check(either.otherwise().sampleRate(), either.otherwise().channels());
      return new EitherDecoder(either, apart, limits);
    }
    if (input instanceof AudioInput.Raw raw) {
      return apart
          ? of(AudioDecoders.rawChannels(raw.encoding(), raw.sampleRate(), raw.channels(), limits))
          : of(AudioDecoders.raw(raw.encoding(), raw.sampleRate(), raw.channels(), limits));
    }
    return apart ? of(AudioDecoders.sniffingChannels(limits)) : of(AudioDecoders.sniffing(limits));
  }

  private static SampleDecoder of(ChannelDecoder decoder) {
    return new SampleDecoder() {
      @Override
      public void accept(byte[] bytes, int offset, int length, ChannelSink sink)
          throws AudioException {
        decoder.accept(bytes, offset, length, sink);
      }

      @Override
      public void finish(ChannelSink sink) throws AudioException {
        decoder.finish(sink);
      }

      @Override
      public void close() {
        decoder.close();
      }
    };
  }

  private static SampleDecoder of(AudioDecoder decoder) {
    return new SampleDecoder() {
      @Override
      public void accept(byte[] bytes, int offset, int length, ChannelSink sink)
          throws AudioException {
        decoder.accept(bytes, offset, length, (block, count) -> mono(sink, block, count));
      }

      @Override
      public void finish(ChannelSink sink) throws AudioException {
        decoder.finish((block, count) -> mono(sink, block, count));
      }

      @Override
      public void close() {
        decoder.close();
      }

      private static void mono(ChannelSink sink, float[] block, int count) {
        sink.accept(new float[][] {block}, count);
      }
    };
  }
}

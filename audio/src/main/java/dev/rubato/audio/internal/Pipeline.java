package dev.rubato.audio.internal;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioException.Kind;
import dev.rubato.audio.AudioFormat;
import dev.rubato.audio.AudioLimits;
import dev.rubato.audio.ChannelSink;
import dev.rubato.audio.Resampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decoded samples of any rate and channel count to 16 kHz, mixed to mono or channel by channel. Not
 * safe for use by several threads.
 */
final class Pipeline implements PcmSink {
  static final int OUTPUT_RATE = 16_000;

  private static final int MAX_NOTES = 20;

  private final AudioLimits limits;
  private final boolean mono;
  private final List<String> notes = new ArrayList<>();
  private ChannelSink target;
  private AudioFormat first;
  private AudioFormat format;
  private int sampleRate;
  private Resampler[] resamplers = new Resampler[0];
  private float[] mix = new float[0];
  private double secondsBefore;
  private long frames;

  Pipeline(AudioLimits limits, boolean mono) {
    this.limits = limits;
    this.mono = mono;
  }

  /** Where samples go from now on. */
  void target(ChannelSink sink) {
    target = sink;
  }

  Optional<AudioFormat> format() {
    return Optional.ofNullable(first);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  boolean isEmpty() {
    return seconds() == 0;
  }

  @Override
  public void checkLimits(long rate, long channels) throws AudioException {
    limits.check(rate, channels);
  }

  @Override
  public void begin(AudioFormat next, int rate) throws AudioException {
    limits.check(next.sampleRate(), next.channels());
    if (!mono && first != null && first.channels() != next.channels()) {
      throw new AudioException(
          Kind.UNSUPPORTED,
          "the number of channels changes from %d to %d after %s; it must stay the same"
              .formatted(first.channels(), next.channels(), Times.text(seconds())));
    }
    drain();
    secondsBefore = seconds();
    frames = 0;
    format = next;
    sampleRate = rate;
    if (first == null) {
      first = next;
    }
    resamplers = new Resampler[mono ? 1 : next.channels()];
    for (int i = 0; i < resamplers.length; i++) {
      resamplers[i] = new Resampler(rate, OUTPUT_RATE);
    }
  }

  @Override
  public void accept(float[][] channels, int offset, int length) throws AudioException {
    frames += length;
    if (seconds() > limits.maxDuration().toMillis() / 1000.0) {
      throw new AudioException(
          Kind.LIMIT,
          "the recording is longer than %s, the longest that is accepted"
              .formatted(Times.text(limits.maxDuration().toMillis() / 1000.0)));
    }
    float[][] output = new float[resamplers.length][];
    if (mono) {
      output[0] = resamplers[0].accept(mixed(channels, offset, length), 0, length);
    } else {
      for (int i = 0; i < output.length; i++) {
        output[i] = resamplers[i].accept(channels[i], offset, length);
      }
    }
    emit(output);
  }

  @Override
  public void note(String message) {
    if (notes.size() < MAX_NOTES) {
      notes.add(message);
    }
  }

  @Override
  public double seconds() {
    return frames == 0 ? secondsBefore : secondsBefore + (double) frames / sampleRate;
  }

  /** Gives what the resamplers held back. */
  void drain() {
    float[][] output = new float[resamplers.length][];
    for (int i = 0; i < output.length; i++) {
      output[i] = resamplers[i].finish();
    }
    emit(output);
  }

  /** The mean of the channels. */
  private float[] mixed(float[][] channels, int offset, int length) {
    if (mix.length < length) {
      mix = new float[length];
    }
    System.arraycopy(channels[0], offset, mix, 0, length);
    int count = format.channels();
    for (int channel = 1; channel < count; channel++) {
      float[] row = channels[channel];
      for (int i = 0; i < length; i++) {
        mix[i] += row[offset + i];
      }
    }
    if (count > 1) {
      float scale = 1f / count;
      for (int i = 0; i < length; i++) {
        mix[i] *= scale;
      }
    }
    return mix;
  }

  private void emit(float[][] output) {
    if (output.length == 0 || output[0].length == 0) {
      return;
    }
    for (float[] row : output) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.max(-1f, Math.min(1f, row[i]));
      }
    }
    target.accept(output, output[0].length);
  }
}

package dev.rubato.server.session;

import dev.rubato.audio.AudioException;
import dev.rubato.audio.AudioLimits;
import dev.rubato.audio.ChannelSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decides by the first bytes whether a client sends a container or bare samples. Only signatures
 * that hardly begin real samples count, so MPEG audio without a tag does not.
 */
final class EitherDecoder implements SampleDecoder {
  private static final int ENOUGH = 12;
  private static final int MATROSKA = 0x1A45DFA3;

  private final AudioInput.Either input;
  private final boolean apart;
  private final AudioLimits limits;
  private byte[] held = new byte[0];
  private SampleDecoder chosen;

  EitherDecoder(AudioInput.Either input, boolean apart, AudioLimits limits) {
    this.input = input;
    this.apart = apart;
    this.limits = limits;
  }

  @Override
  public void accept(byte[] bytes, int offset, int length, ChannelSink sink) throws AudioException {
    if (chosen != null) {
      chosen.accept(bytes, offset, length, sink);
      return;
    }
    int before = held.length;
    held = Arrays.copyOf(held, before + length);
    System.arraycopy(bytes, offset, held, before, length);
    if (held.length >= ENOUGH) {
      choose(sink);
    }
  }

  private void choose(ChannelSink sink) throws AudioException {
    AudioInput kind = isContainer(held) ? AudioInput.CONTAINED : input.otherwise();
    chosen = SampleDecoder.of(kind, apart, limits);
    chosen.accept(held, 0, held.length, sink);
    held = new byte[0];
  }

  private static boolean isContainer(byte[] head) {
    if (head.length < ENOUGH) {
      return false;
    }
    String signature = new String(head, 0, 4, StandardCharsets.ISO_8859_1);
    String form = new String(head, 8, 4, StandardCharsets.ISO_8859_1);
    int number =
        (head[0] & 255) << 24 | (head[1] & 255) << 16 | (head[2] & 255) << 8 | head[3] & 255;
    return switch (signature) {
      case "RIFF", "RF64", "BW64" -> form.equals("WAVE");
      case "OggS", "fLaC" -> true;
      default -> number == MATROSKA;
    };
  }

  @Override
  public void finish(ChannelSink sink) throws AudioException {
    if (chosen == null) {
      choose(sink);
    }
    chosen.finish(sink);
  }

  @Override
  public void close() {
    if (chosen != null) {
      chosen.close();
    }
  }
}

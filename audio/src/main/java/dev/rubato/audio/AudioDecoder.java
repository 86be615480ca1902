package dev.rubato.audio;

import dev.rubato.audio.internal.DecoderCore;
import dev.rubato.audio.internal.SampleBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of one recording, in pieces of any size, to 16 kHz mono samples in [-1, 1]; channels
 * are averaged. Made by {@link AudioDecoders}.
 *
 * <p>Cutting the bytes differently changes no bit of the samples. Memory is bounded whatever the
 * bytes say, if the {@link SampleSink} forms are used; the array forms hold the samples of one
 * piece. After an {@link AudioException} the decoder repeats it.
 *
 * <p>What is an error and what is not:
 *
 * <ul>
 *   <li>A FLAC, Opus, Vorbis or MP3 recording that stops inside a frame, packet or page, or before
 *       the length that it states, is cut off: {@link AudioException.Kind#TRUNCATED}, after the
 *       samples up to there were given. One that stops between pages or blocks and states no length
 *       is a live stream and in order.
 *   <li>A WAV file that is shorter than its header says is played as far as it goes, with a note:
 *       nothing but the end is lost, and headers that were never corrected are common. Open sizes
 *       (0, 0xFFFFFFFF and others that writers use) are not even noted.
 *   <li>A FLAC frame whose checksum is wrong is an error. An Ogg page whose checksum is wrong or
 *       that is missing is left out with a note, and silence takes its time, as RFC 3533 and RFC
 *       7845 ask; damaged MP3 frames become silence with a note.
 *   <li>Float samples that are not finite or far beyond full scale are an error; those a little
 *       beyond are clipped.
 * </ul>
 *
 * <p>Not safe for use by several threads at once.
 */
public final class AudioDecoder implements AutoCloseable {
  /** Rate of the samples that decoders give, Hz. */
  public static final int SAMPLE_RATE = 16_000;

  private final DecoderCore core;

  AudioDecoder(DecoderCore core) {
    this.core = core;
  }

  /**
   * Takes the next bytes and gives the samples that they complete, block by block.
   *
   * @param bytes the piece
   * @param offset index of the first byte to take
   * @param length number of bytes to take
   * @param sink takes the samples
   * @throws AudioException if the recording is damaged, not supported or beyond a limit
   */
  public void accept(byte[] bytes, int offset, int length, SampleSink sink) throws AudioException {
    core.accept(bytes, offset, length, (channels, count) -> sink.accept(channels[0], count));
  }

  /**
   * Takes the next bytes and returns the samples that they complete.
   *
   * @param bytes the piece
   * @param offset index of the first byte to take
   * @param length number of bytes to take
   * @throws AudioException if the recording is damaged, not supported or beyond a limit
   */
  public float[] accept(byte[] bytes, int offset, int length) throws AudioException {
    SampleBuffer buffer = new SampleBuffer();
    accept(bytes, offset, length, buffer);
    return buffer.toArray();
  }

  /** As {@link #accept(byte[], int, int)} with the whole array. */
  public float[] accept(byte[] bytes) throws AudioException {
    return accept(bytes, 0, bytes.length);
  }

  /**
   * Ends the recording and gives the rest of the samples, block by block.
   *
   * @param sink takes the samples
   * @throws AudioException if the recording is empty or ends too early
   */
  public void finish(SampleSink sink) throws AudioException {
    core.finish((channels, count) -> sink.accept(channels[0], count));
  }

  /**
   * Ends the recording and returns the rest of the samples.
   *
   * @throws AudioException if the recording is empty or ends too early
   */
  public float[] finish() throws AudioException {
    SampleBuffer buffer = new SampleBuffer();
    finish(buffer);
    return buffer.toArray();
  }

  /** What the recording is; empty until enough of it has arrived. */
  public Optional<AudioFormat> format() {
    return core.format();
  }

  /**
   * Defects that did not stop the decoder, one line each, for example a WAV file that is shorter
   * than its header says. At most 20.
   */
  public List<String> notes() {
    return core.notes();
  }

  @Override
  public void close() {
    core.close();
  }
}

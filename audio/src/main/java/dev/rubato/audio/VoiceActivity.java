package dev.rubato.audio;

/**
 * Tells voice from background by level: the power above 120 Hz, averaged over 30 ms, against the
 * lowest such power of the last seconds.
 *
 * <p>One decision for every {@value #FRAME_MS} ms, without look-ahead. It is a pure function of the
 * samples; cutting them differently changes nothing. What it cannot do: a sound that starts is
 * taken for voice whatever it is, and a sound that is there from the start and never pauses is
 * taken for background. Not safe for use by several threads at once.
 */
public final class VoiceActivity {
  /** Length of the frames that are decided on, ms. */
  public static final int FRAME_MS = 10;

  private static final int FRAME = AudioDecoder.SAMPLE_RATE / 1000 * FRAME_MS;
  private static final int AVERAGED = 3;
  private static final double CUTOFF_HZ = 120;

  /** Below everything that 16 bits can hold. */
  private static final double SILENCE = 1e-10;

  private final VoiceActivityOptions options;
  private final HighPass highPass = new HighPass(CUTOFF_HZ, AudioDecoder.SAMPLE_RATE);
  private final SlidingMinimum floor;
  private final double[] recent = new double[AVERAGED];
  private double frameEnergy;
  private int frameSamples;
  private long frames;
  private int loudFrames;
  private long voiceEnd = -1;

  /** Makes a detector at the start of a stream. */
  public VoiceActivity(VoiceActivityOptions options) {
    this.options = options;
    this.floor = new SlidingMinimum(options.floorMs() / FRAME_MS);
  }

  /**
   * Decides on a whole recording.
   *
   * @param samples 16 kHz mono
   * @return whether there is voice, for every whole frame
   */
  public static boolean[] detect(VoiceActivityOptions options, float[] samples) {
    return new VoiceActivity(options).accept(samples, 0, samples.length);
  }

  /**
   * Takes the next samples and decides on the frames that they complete.
   *
   * @param samples 16 kHz mono
   * @param offset index of the first sample to take
   * @param length number of samples to take
   * @return whether there is voice, for every completed frame
   */
  public boolean[] accept(float[] samples, int offset, int length) {
    boolean[] decisions = new boolean[(frameSamples + length) / FRAME];
    int decided = 0;
    for (int i = offset; i < offset + length; i++) {
      double value = highPass.next(samples[i]);
      frameEnergy += value * value;
      frameSamples++;
      if (frameSamples == FRAME) {
        decisions[decided++] = decide(frameEnergy / FRAME);
        frameEnergy = 0;
        frameSamples = 0;
      }
    }
    return decisions;
  }

  /** Whether the last frame was voice. */
  public boolean isVoice() {
    return frames <= voiceEnd;
  }

  /** Time since the last frame of voice, or since the start if there was none, seconds. */
  public double silenceSeconds() {
    long silent = Math.max(0, frames - Math.max(0, voiceEnd));
    return silent * FRAME_MS / 1000.0;
  }

  private boolean decide(double power) {
    recent[(int) (frames % AVERAGED)] = power;
    int count = (int) Math.min(frames + 1, AVERAGED);
    frames++;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += recent[i];
    }
    double level = 10 * Math.log10(sum / count + SILENCE);
    double background = Math.max(options.quietDb(), floor.next(level));
    loudFrames = level > background + options.thresholdDb() ? loudFrames + 1 : 0;
    // Within the hangover no new onset is needed.
    if (loudFrames > options.onsetMs() / FRAME_MS || (loudFrames > 0 && isVoice())) {
      voiceEnd = frames + options.hangoverMs() / FRAME_MS;
    }
    return isVoice();
  }
}

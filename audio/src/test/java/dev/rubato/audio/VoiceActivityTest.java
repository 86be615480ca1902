package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceActivityTest {
  private static final int SECOND = 16_000;

  private static boolean[] detect(float[] samples) {
    return VoiceActivity.detect(VoiceActivityOptions.DEFAULT, samples);
  }

  private static int first(boolean[] decisions) {
    int frame = 0;
    while (frame < decisions.length && !decisions[frame]) {
      frame++;
    }
    return frame;
  }

  private static int last(boolean[] decisions) {
    int frame = decisions.length - 1;
    while (frame >= 0 && !decisions[frame]) {
      frame--;
    }
    return frame;
  }

  private static float[] noise(double decibels, int length) {
    return Signals.noise(7, length, Math.pow(10, decibels / 20));
  }

  private static float[] with(float[] background, float[] sound, int at) {
    float[] whole = background.clone();
    for (int i = 0; i < sound.length; i++) {
      whole[at + i] += sound[i];
    }
    return whole;
  }

  @Test
  void silenceIsNoVoice() {
    assertArrayEquals(new boolean[500], detect(new float[5 * SECOND]));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-75, -50, -30, -15})
  void steadyNoiseIsNoVoice(double decibels) {
    assertArrayEquals(new boolean[1_000], detect(noise(decibels, 10 * SECOND)));
  }

  @Test
  void aSteadyToneFromTheStartIsNoVoice() {
    assertArrayEquals(new boolean[500], detect(Signals.sine(440, SECOND, 5 * SECOND, 0.3)));
  }

  @Test
  void humBelowTheVoiceIsNoVoice() {
    float[] hum = Signals.sine(50, SECOND, SECOND, 0.01);
    assertArrayEquals(new boolean[300], detect(with(noise(-60, 3 * SECOND), hum, SECOND)));
  }

  @Test
  void aClickIsNoVoice() {
    float[] click = noise(-10, 320);
    assertArrayEquals(new boolean[300], detect(with(noise(-60, 3 * SECOND), click, SECOND)));
  }

  @Test
  void aSoundThatStartsAndStopsIsVoiceForAsLong() {
    float[] tone = Signals.sine(300, SECOND, SECOND, 0.1);
    boolean[] voice = detect(with(noise(-50, 4 * SECOND), tone, SECOND));
    assertEquals(106, first(voice), 2);
    assertEquals(200 + 20, last(voice), 4);
    for (int frame = first(voice); frame < last(voice); frame++) {
      assertTrue(voice[frame], "frame " + frame);
    }
  }

  @Test
  void noiseThatGetsLouderBecomesBackground() {
    float[] louder = with(noise(-60, 10 * SECOND), noise(-30, 8 * SECOND), 2 * SECOND);
    boolean[] voice = detect(louder);
    assertTrue(voice[250]);
    assertFalse(voice[560]);
    assertFalse(voice[999]);
  }

  @ParameterizedTest
  @CsvSource({
    "old-library.wav,      -70",
    "old-library.wav,      -45",
    "morning-train.flac,   -45",
    "weather-report.opus,  -50",
    "river-walk.mp3,       -45",
    "telephone-call.wav,   -45"
  })
  void speechInNoiseIsFound(String name, double noiseDecibels) throws AudioException {
    float[] speech = AudioFiles.read(Recordings.path(name));
    float[] background = noise(noiseDecibels, speech.length + 4 * SECOND);
    boolean[] voice = detect(with(background, speech, 2 * SECOND));

    boolean[] loud = loudFrames(speech);
    int begin = 200 + first(loud);
    int end = 200 + last(loud);
    assertEquals(begin, first(voice), 25, "begin");
    assertEquals(end, last(voice), 45, "end");
    int found = 0;
    int all = 0;
    for (int i = 0; i < loud.length; i++) {
      all += loud[i] ? 1 : 0;
      found += loud[i] && voice[200 + i] ? 1 : 0;
    }
    assertTrue(found > 0.9 * all, found + " of " + all + " loud frames");
  }

  /** Frames of a clean recording that are at most 25 dB below the loudest. */
  private static boolean[] loudFrames(float[] speech) {
    double[] levels = new double[speech.length / 160];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Signals.decibels(speech, 160 * i, 160 * i + 160);
    }
    double most = Arrays.stream(levels).max().orElseThrow();
    boolean[] loud = new boolean[levels.length];
    for (int i = 0; i < levels.length; i++) {
      loud[i] = levels[i] > most - 25;
    }
    return loud;
  }

  @Test
  void tellsHowLongItHasBeenSilent() {
    VoiceActivity detector = new VoiceActivity(VoiceActivityOptions.DEFAULT);
    float[] tone = Signals.sine(300, SECOND, SECOND, 0.1);
    float[] samples = with(noise(-50, 4 * SECOND), tone, SECOND);
    detector.accept(samples, 0, SECOND);
    assertEquals(1, detector.silenceSeconds(), 1e-9);
    assertFalse(detector.isVoice());
    detector.accept(samples, SECOND, SECOND / 2);
    assertEquals(0, detector.silenceSeconds());
    assertTrue(detector.isVoice());
    detector.accept(samples, SECOND + SECOND / 2, 2 * SECOND + SECOND / 2);
    assertEquals(2 - 0.2, detector.silenceSeconds(), 0.05);
  }

  @Property(tries = 40, seed = "9")
  void cuttingTheSamplesChangesNothing(
      @ForAll @IntRange(min = 1, max = 3_000) int longest, @ForAll long seed) {
    float[] tone = Signals.sine(300, SECOND, SECOND / 3, 0.1);
    float[] samples = with(noise(-50, 2 * SECOND), tone, SECOND);
    VoiceActivity detector = new VoiceActivity(VoiceActivityOptions.DEFAULT);
    boolean[] pieces = new boolean[200];
    int frames = 0;
    Random random = new Random(seed);
    for (int at = 0; at < samples.length; ) {
      int length = Math.min(1 + random.nextInt(longest), samples.length - at);
      boolean[] decisions = detector.accept(samples, at, length);
      System.arraycopy(decisions, 0, pieces, frames, decisions.length);
      frames += decisions.length;
      at += length;
    }
    assertEquals(200, frames);
    assertArrayEquals(detect(samples), pieces);
  }

  @Test
  void optionsSayWhatIsPermitted() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new VoiceActivityOptions(9, -70, 50, -1, 3_000));
    assertEquals("hangoverMs must be in 0..10000, but is -1", e.getMessage());
    assertEquals(new VoiceActivityOptions(9, -70, 50, 200, 3_000), VoiceActivityOptions.DEFAULT);
  }
}

package dev.rubato.training.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rubato.training.lexicon.EspeakPhonemizer;
import dev.rubato.training.process.ExternalProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenditionTest {
  private static final String TEXT = "all the ships had left the harbour before dawn";

  @TempDir private Path scratch;

  @Test
  void warpingKeepsTheDurationThatWasAskedFor() throws Exception {
    needFlite();
    double plain = seconds(new FliteRendition("rms", 1, 102, 12, 1));
    assertEquals(plain, seconds(new FliteRendition("rms", 1, 102, 12, 1.2)), 0.1 * plain);
    assertEquals(plain, seconds(new FliteRendition("rms", 1, 102, 12, 0.88)), 0.1 * plain);
  }

  @Test
  void stretchingTakesLonger() throws Exception {
    needFlite();
    double plain = seconds(new FliteRendition("slt", 1, 172, 12, 1));
    assertEquals(1.25 * plain, seconds(new FliteRendition("slt", 1.25, 172, 12, 1)), 0.1 * plain);
  }

  @Test
  void ratesAndGapsOfEspeakAreHeard() throws Exception {
    assumeTrue(EspeakPhonemizer.ESPEAK.isInstalled(), "skipped: espeak-ng is not installed");
    Synthesizer espeak = EspeakSynthesizer.discover();
    double slow = seconds(espeak, new EspeakRendition("en-us+m3", 50, 100, 130, 0));
    double fast = seconds(espeak, new EspeakRendition("en-us+m3", 50, 100, 200, 0));
    double gaps = seconds(espeak, new EspeakRendition("en-us+m3", 50, 100, 200, 5));
    assertTrue(slow > 1.3 * fast, () -> slow + " s, " + fast + " s");
    assertTrue(gaps > fast + 0.2, () -> gaps + " s, " + fast + " s");
  }

  @Test
  void espeakListsVoicesWithoutMbrola() throws Exception {
    assumeTrue(EspeakPhonemizer.ESPEAK.isInstalled(), "skipped: espeak-ng is not installed");
    List<String> voices = EspeakSynthesizer.discover().voices();
    assertTrue(voices.containsAll(List.of("en-us", "en-gb", "+f2", "+m3")), voices::toString);
    assertTrue(voices.stream().noneMatch(v -> v.contains("/") || v.contains("mb-")), "MBROLA");
  }

  private double seconds(FliteRendition rendition) throws Exception {
    return seconds(new FliteSynthesizer(List.of(rendition.voice())), rendition);
  }

  private double seconds(Synthesizer synthesizer, Rendition rendition) throws Exception {
    Utterance utterance = new Utterance(0, TEXT, synthesizer, rendition);
    return new Speaker(scratch).speak(utterance).orElseThrow().length / 16_000.0;
  }

  private static void needFlite() throws InterruptedException {
    assumeTrue(
        new ExternalProgram("flite", "flite").isInstalled(), "skipped: flite is not installed");
  }
}

package dev.rubato.training.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rubato.audio.AudioFiles;
import dev.rubato.engine.score.ManifestEntry;
import dev.rubato.engine.score.ManifestReader;
import dev.rubato.training.BadInputException;
import dev.rubato.training.process.ExternalProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechSynthesisTest {
  private static final List<String> SENTENCES =
      List.of(
          "it was raining when they left",
          "nobody had brought a map",
          "don't wait for the others",
          "the last bus goes at eleven",
          "we counted forty seven boats",
          "she reads a great deal",
          "close the window please",
          "his answer surprised everyone");
  private static final double HOURS = 0.006;

  @TempDir private Path folder;
  private Path text;

  @BeforeEach
  void needSynthesizers() throws Exception {
    for (String program : List.of("espeak-ng", "flite")) {
      assumeTrue(
          new ExternalProgram(program, program).isInstalled(),
          "skipped: " + program + " is not installed");
    }
    text = Files.write(folder.resolve("text.txt"), SENTENCES);
  }

  @Test
  void theManifestDescribesTheRecordings() throws Exception {
    Path out = folder.resolve("speech");
    SynthesisProgress end = synthesis(out, HOURS, 1, 2).run(progress -> {});
    List<ManifestEntry> entries = ManifestReader.read(out.resolve("manifest.jsonl"));
    assertEquals(end.utterances(), entries.size());
    double seconds = 0;
    for (ManifestEntry entry : entries) {
      float[] samples = AudioFiles.read(entry.audio());
      assertEquals(samples.length / 16_000.0, entry.duration().getAsDouble(), 1e-9);
      assertTrue(SENTENCES.contains(entry.text()), entry::text);
      AudioFormat format = AudioSystem.getAudioFileFormat(entry.audio().toFile()).getFormat();
      assertEquals(16_000, format.getSampleRate());
      assertEquals(16, format.getSampleSizeInBits());
      assertEquals(1, format.getChannels());
      assertFalse(entry.speaker().isEmpty());
      seconds += entry.duration().getAsDouble();
    }
    assertTrue(seconds / 3600 >= HOURS, () -> "too little");
    assertEquals(seconds / 3600, end.total(), 1e-9);
    assertEquals(
        Set.of("espeak", "flite"),
        entries.stream().map(ManifestEntry::corpus).collect(Collectors.toSet()));
  }

  @Test
  void theNumberOfJobsChangesNothing() throws Exception {
    synthesis(folder.resolve("one"), HOURS, 1, 1).run(progress -> {});
    synthesis(folder.resolve("four"), HOURS, 1, 4).run(progress -> {});
    assertEquals(contents(folder.resolve("one")), contents(folder.resolve("four")));
  }

  @Test
  void anInterruptedCallContinuesAsIfNothingHadHappened() throws Exception {
    Path whole = folder.resolve("whole");
    Path pieces = folder.resolve("pieces");
    synthesis(whole, HOURS, 1, 2).run(progress -> {});
    SpeechSynthesis interrupted = synthesis(pieces, HOURS, 1, 2);
    assertThrows(IllegalStateException.class, () -> interrupted.run(SpeechSynthesisTest::stop));
    // What a kill may leave: half a line, and half a recording that nothing speaks of.
    Path manifest = pieces.resolve("manifest.jsonl");
    Files.writeString(manifest, Files.readString(manifest) + "{\"audio_filep");
    Files.writeString(pieces.resolve("flite/0000/00000003.wav.part"), "RIFF");
    interrupted.run(progress -> {});
    Files.deleteIfExists(pieces.resolve("flite/0000/00000003.wav.part"));
    assertEquals(contents(whole), contents(pieces));
  }

  @Test
  void aLineWhoseRecordingIsMissingIsMadeAgain() throws Exception {
    Path out = folder.resolve("speech");
    synthesis(out, HOURS, 1, 2).run(progress -> {});
    Map<String, String> before = contents(out);
    List<ManifestEntry> entries = ManifestReader.read(out.resolve("manifest.jsonl"));
    Files.delete(entries.get(2).audio());
    synthesis(out, HOURS, 1, 2).run(progress -> {});
    assertEquals(before, contents(out));
  }

  @Test
  void moreHoursAddToWhatIsThere() throws Exception {
    Path grown = folder.resolve("grown");
    synthesis(grown, HOURS / 3, 1, 2).run(progress -> {});
    SynthesisProgress end = synthesis(grown, HOURS, 1, 2).run(progress -> {});
    assertTrue(end.made() < end.total(), end::toString);
    synthesis(folder.resolve("whole"), HOURS, 1, 2).run(progress -> {});
    assertEquals(contents(folder.resolve("whole")), contents(grown));
  }

  @Test
  void aFolderMadeOtherwiseIsLeftAlone() throws Exception {
    Path out = folder.resolve("speech");
    synthesis(out, HOURS / 3, 1, 2).run(progress -> {});
    var failure =
        assertThrows(
            BadInputException.class, () -> synthesis(out, HOURS, 2, 2).run(progress -> {}));
    assertTrue(failure.getMessage().contains("other seed"), failure::getMessage);
  }

  @Test
  void oneCallAtATime() throws Exception {
    Path out = folder.resolve("speech");
    SpeechSynthesis second = synthesis(out, HOURS, 1, 1);
    synthesis(out, HOURS / 6, 1, 1)
        .run(progress -> assertThrows(BadInputException.class, () -> second.run(p -> {})));
  }

  private SpeechSynthesis synthesis(Path out, double hours, long seed, int jobs) {
    return new SpeechSynthesis(text, out, hours, seed, jobs, 0.5, 0.5);
  }

  private static void stop(SynthesisProgress progress) {
    if (progress.utterances() == 3) {
      throw new IllegalStateException("stopped here");
    }
  }

  /** Hash of every file by its relative path. */
  private static Map<String, String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> folder.relativize(file).toString(),
                  SpeechSynthesisTest::hash,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static String hash(Path file) {
    try {
      return Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

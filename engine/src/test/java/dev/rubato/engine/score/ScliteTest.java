package dev.rubato.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against NIST's scorer (Debian package sctk). */
class ScliteTest {
  private static final String[] WORDS = {"the", "a", "cat", "sat", "on", "mat", "with", "dog"};

  @TempDir Path folder;

  @Test
  void countsEqualThoseOfSclite() throws Exception {
    assumeTrue(isInstalled(), "skipped: sclite is not installed (Debian package sctk)");
    Random random = new Random(7);
    List<String> references = new ArrayList<>();
    List<String> hypotheses = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      List<String> reference = sentence(random);
      references.add(String.join(" ", reference));
      hypotheses.add(String.join(" ", misheard(reference, random)));
    }

    List<ErrorCounts> theirs = sclite(references, hypotheses);

    assertEquals(references.size(), theirs.size());
    long errors = 0;
    for (int i = 0; i < references.size(); i++) {
      ErrorCounts ours =
          Alignment.count(Units.words(references.get(i)), Units.words(hypotheses.get(i)));
      assertEquals(theirs.get(i), ours, references.get(i) + " | " + hypotheses.get(i));
      errors += ours.errors();
    }
    assertTrue(errors > 300, "the sentences should have errors");
  }

  private static List<String> sentence(Random random) {
    return random.ints(1 + random.nextInt(12), 0, WORDS.length).mapToObj(i -> WORDS[i]).toList();
  }

  private static List<String> misheard(List<String> reference, Random random) {
    List<String> heard = new ArrayList<>();
    for (String word : reference) {
      switch (random.nextInt(8)) {
        case 0 -> heard.add("wrong" + random.nextInt(3));
        case 1 -> {}
        case 2 -> {
          heard.add(word);
          heard.add("extra");
        }
        default -> heard.add(word);
      }
    }
    return heard;
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("sctk", "sclite").redirectErrorStream(true).start().waitFor() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<ErrorCounts> sclite(List<String> references, List<String> hypotheses)
      throws IOException, InterruptedException {
    Path ref = trn("ref.trn", references);
    Path hyp = trn("hyp.trn", hypotheses);
    Process process =
        new ProcessBuilder(
                "sctk",
                "sclite",
                "-r",
                ref.toString(),
                "trn",
                "-h",
                hyp.toString(),
                "trn",
                "-i",
                "rm",
                "-o",
                "pralign",
                "stdout")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    Matcher scores =
        Pattern.compile("Scores: \\(#C #S #D #I\\) (\\d+) (\\d+) (\\d+) (\\d+)").matcher(output);
    List<ErrorCounts> counts = new ArrayList<>();
    while (scores.find()) {
      long correct = Long.parseLong(scores.group(1));
      long substitutions = Long.parseLong(scores.group(2));
      long deletions = Long.parseLong(scores.group(3));
      counts.add(
          new ErrorCounts(
              correct + substitutions + deletions,
              substitutions,
              deletions,
              Long.parseLong(scores.group(4))));
    }
    return counts;
  }

  private Path trn(String name, List<String> texts) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add("%s (spk_%04d)".formatted(texts.get(i), i));
    }
    return Files.write(folder.resolve(name), lines);
  }
}

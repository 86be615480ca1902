package dev.rubato.engine.lm.ngram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.LmFixtures;
import dev.rubato.engine.lm.NaiveArpa;
import dev.rubato.engine.lm.Perplexity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NgramModelsTest {
  @TempDir private Path folder;

  private static NaiveArpa naive(NgramModel model) {
    NaiveArpa naive = new NaiveArpa();
    NgramWalk.all(model.levels(), naive);
    return naive;
  }

  private Path binary(int bits) throws IOException {
    Path file = folder.resolve("lm.bin");
    NgramModels.saveBinary(LmFixtures.model("order5-cutoffs.arpa.gz"), file, bits);
    return file;
  }

  @Test
  void aBinaryWithWideNumbersLosesNothing() throws IOException {
    NaiveArpa expected = naive(LmFixtures.model("order5-cutoffs.arpa.gz"));
    NaiveArpa actual = naive(NgramModels.open(binary(16)));
    assertEquals(expected.logProbs, actual.logProbs);
    assertEquals(expected.backoffs, actual.backoffs);
    assertEquals(expected.words, actual.words);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void narrowNumbersHardlyChangeThePerplexity(int bits) throws IOException {
    Perplexity exact = new Perplexity(LmFixtures.model("order5-cutoffs.arpa.gz"));
    Perplexity rounded = new Perplexity(NgramModels.open(binary(bits)));
    for (String line : LmFixtures.lines("text.txt")) {
      exact.add(line);
      rounded.add(line);
    }
    double change = rounded.result().perplexity() / exact.result().perplexity() - 1;
    assertEquals(0, change, bits == 4 ? 0.05 : 0.002);
  }

  @Test
  void arpaFilesAreWrittenAndReadBack() throws IOException {
    NgramModel model = LmFixtures.model("order3.arpa.gz");
    for (String name : new String[] {"lm.arpa", "lm.arpa.gz"}) {
      Path file = folder.resolve(name);
      NgramModels.saveArpa(model, file);
      NaiveArpa read = naive(NgramModels.open(file));
      assertEquals(naive(model).logProbs, read.logProbs);
      assertEquals(naive(model).backoffs, read.backoffs);
    }
    assertTrue(
        Files.size(folder.resolve("lm.arpa.gz")) * 2 < Files.size(folder.resolve("lm.arpa")));
  }

  @Test
  void wordsOfAllScriptsAreFound() throws IOException {
    NgramModel model =
        LmFixtures.parse(
            "\\data\\\nngram 1=5\n\\1-grams:\n-1 <unk>\n-2 \u03b1\u03b2\u03b3\n-3 ni\u00f1o\n"
                + "-4 \ud83d\ude00\n-5 \uff21\n\\end\\\n");
    Path file = folder.resolve("lm.bin");
    NgramModels.saveBinary(model, file, 8);
    NgramModel read = NgramModels.open(file);
    for (String word : new String[] {"\u03b1\u03b2\u03b3", "ni\u00f1o", "\ud83d\ude00", "\uff21"}) {
      assertEquals(word, read.word(read.id(word)));
    }
  }

  @Test
  void anyDamagedByteIsNoticed() throws IOException {
    byte[] good = Files.readAllBytes(binary(8));
    Random random = new Random(1);
    Path file = folder.resolve("bad.bin");
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      // The first eight bytes make it a binary model at all.
      int at = i < 120 ? 8 + i : 8 + random.nextInt(bad.length - 8);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bad);
      LanguageModelException failure =
          assertThrows(LanguageModelException.class, () -> NgramModels.open(file));
      assertTrue(failure.getMessage().startsWith(file.toString()), failure.getMessage());
    }
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    byte[] good = Files.readAllBytes(binary(8));
    Path file = folder.resolve("short.bin");
    for (int length : new int[] {0, 8, 100, 128, 1000, good.length - 1}) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThrows(LanguageModelException.class, () -> NgramModels.open(file));
    }
  }

  @Test
  void aNewerVersionIsNamed() throws IOException {
    byte[] newer = Files.readAllBytes(binary(8));
    ByteBuffer.wrap(newer).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(8, 2);
    Path file = folder.resolve("newer.bin");
    Files.write(file, newer);
    LanguageModelException failure =
        assertThrows(LanguageModelException.class, () -> NgramModels.open(file));
    assertTrue(failure.getMessage().contains("format version 2"), failure.getMessage());
  }

  @Test
  void damagedGzipFilesAreRefused() throws IOException {
    NgramModels.saveArpa(LmFixtures.model("order3.arpa.gz"), folder.resolve("lm.gz"));
    byte[] good = Files.readAllBytes(folder.resolve("lm.gz"));
    Path file = folder.resolve("bad.gz");
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    assertThrows(LanguageModelException.class, () -> NgramModels.open(file));
    good[good.length / 2] ^= 0x55;
    Files.write(file, good);
    assertThrows(LanguageModelException.class, () -> NgramModels.open(file));
  }
}

package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.model.ModelException;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.ModelPackageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageLanguageModelTest {
  private static final String ARPA =
      """
      \\data\\
      ngram 1=5

      \\1-grams:
      -1.0 <unk>
      -99 <s>
      -0.5 </s>
      -0.5 a
      -0.5 bee

      \\end\\
      """;

  @TempDir Path folder;

  private Path packageWith(String languageModel) throws IOException {
    Path file = Files.writeString(folder.resolve("lm.arpa"), languageModel);
    Path target = folder.resolve("with");
    try (ModelPackage plain = ModelPackage.open(RandomModels.write(folder.resolve("plain")))) {
      ModelPackageWriter.from(plain).languageModel(file).write(target);
    }
    return target;
  }

  @Test
  void streamsUseTheLanguageModelUnlessTheySayOtherwise() throws IOException {
    float[] samples = TestSpeech.of(8, 1);
    StreamOptions options = StreamOptions.DEFAULT;
    String greedy;
    try (Recognizer recognizer = Recognizer.open(RandomModels.write(folder.resolve("model")))) {
      greedy = recognizer.transcribe(samples, options).text();
    }

    try (Recognizer recognizer = Recognizer.open(packageWith(ARPA))) {
      String fused = recognizer.transcribe(samples, options).text();
      assertNotEquals(greedy, fused);
      assertEquals(
          fused,
          recognizer.transcribe(samples, options.withDecoder(recognizer.beamSearch())).text());
      assertEquals(
          greedy,
          recognizer.transcribe(samples, options.withDecoder(DecoderFactory.GREEDY)).text());
    }
  }

  @Test
  void damagedLanguageModelIsRefused() throws IOException {
    Path broken = packageWith("no language model");

    ModelException thrown =
        assertThrows(ModelException.class, () -> Recognizer.open(broken).close());
    assertTrue(thrown.getMessage().contains("lm.bin"), thrown.getMessage());
  }
}

package dev.rubato.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongCommandLineTest {
  @TempDir private Path folder;

  @Test
  void aLongClassPathDoesNotEndTheProcess() throws IOException, InterruptedException {
    Path model = RandomModels.write(folder.resolve("model"));
    String padding = (java.io.File.pathSeparator + "no-such-folder").repeat(2_000);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path") + padding,
                Opener.class.getName(),
                model.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  /** Opens and closes a recognizer. */
  public static final class Opener {
    private Opener() {}

    /** The model's folder is the only argument. */
    public static void main(String[] arguments) {
      Recognizer.open(Path.of(arguments[0])).close();
    }
  }
}

package dev.rubato.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rubato.training.lexicon.EspeakPhonemizer;
import dev.rubato.training.lexicon.Lexicon;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LexiconCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesTheWordsAndPrintsThePhones() throws Exception {
    assumeTrue(EspeakPhonemizer.ESPEAK.isInstalled(), "skipped: espeak-ng is not installed");
    Path text = Files.writeString(folder.resolve("t.txt"), "Two tea\nroom 101\n");
    Path lexicon = folder.resolve("lexicon.txt");
    assertEquals(0, run("-o", lexicon.toString(), text.toString()), err::toString);
    assertEquals(List.of("t", "i:"), Lexicon.read(lexicon).words().get("tea"));
    assertTrue(out.toString().contains("t\t2"), out::toString);
    assertTrue(err.toString().contains("1 lines left out"), err::toString);
  }

  @Test
  void badArgumentsAreRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("t.txt"), "101\n");
    String lexicon = folder.resolve("lexicon.txt").toString();
    assertEquals(2, run("-o", lexicon));
    assertEquals(2, run(text.toString()));
    assertEquals(2, run("-o", lexicon, text.toString()));
    assertEquals(2, run("-o", lexicon, "--jobs", "0", text.toString()));
    assertEquals(2, run("-o", lexicon, folder.resolve("absent.txt").toString()));
    assertEquals(2, run("-o", lexicon, folder.toString()));
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "lexicon";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return TrainingMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}

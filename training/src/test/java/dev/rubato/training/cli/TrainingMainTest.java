package dev.rubato.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.training.BadInputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class TrainingMainTest {
  private final StringWriter err = new StringWriter();
  private final CommandLine line = TrainingMain.commandLine().setErr(new PrintWriter(err, true));

  @Test
  void helpSucceeds() {
    StringWriter out = new StringWriter();
    assertEquals(0, line.setOut(new PrintWriter(out, true)).execute("--help"));
    assertTrue(out.toString().contains("COMMAND"), out::toString);
  }

  @Test
  void unknownCommandsAndOptionsAreBadUsage() {
    assertEquals(2, line.execute("tarin"));
    assertEquals(2, line.execute("--frobnicate"));
  }

  @Test
  void everyCommandHasHelp() {
    line.getSubcommands()
        .keySet()
        .forEach(name -> assertEquals(0, TrainingMain.run(name, "--help"), name));
  }

  @Test
  void badInputIsOneLineAndExitCodeTwo() {
    assertEquals(2, fail(new BadInputException("text.txt is empty; give a line of text")));
    assertEquals("rubato: text.txt is empty; give a line of text\n", err.toString());
  }

  @Test
  void missingFilesAreNamed() {
    assertEquals(2, fail(new NoSuchFileException("absent.jsonl")));
    assertEquals("rubato: absent.jsonl: no such file or folder\n", err.toString());
  }

  @Test
  void whatNobodyExpectedShowsItsTrace() {
    assertEquals(1, fail(new IllegalStateException("broken promise")));
    assertTrue(err.toString().contains("broken promise"), err::toString);
    assertFalse(err.toString().lines().count() < 3, err::toString);
  }

  private int fail(Exception failure) {
    line.addSubcommand("fail", new Failing(failure));
    line.getSubcommands().get("fail").setErr(new PrintWriter(err, true));
    return line.execute("fail");
  }

  @Command
  private static final class Failing implements Callable<Integer> {
    private final Exception failure;

    Failing(Exception failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }
}

package dev.rubato.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.cli.Rubato;
import dev.rubato.training.cli.TrainingMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The two main programs and the launcher agree on who does what. */
class CommandsTest {

  private static Set<String> trainingCommands() {
    Set<String> names =
        new TreeSet<>(new CommandLine(new TrainingMain()).getSubcommands().keySet());
    names.remove("help");
    return names;
  }

  @Test
  void launcherKnowsWhichCommandsMakeModels() throws IOException {
    String launcher = Files.readString(Repository.root().resolve("rubato"));
    Matcher list = Pattern.compile("(?m)^training_commands='([a-z ]+)'$").matcher(launcher);
    assertTrue(list.find(), "the launcher has a list");

    assertEquals(trainingCommands(), new TreeSet<>(Set.of(list.group(1).split(" ", -1))));
  }

  @Test
  void firstPageNamesThem() {
    StringWriter out = new StringWriter();
    Rubato.run(new PrintWriter(out), new PrintWriter(out), "--help");

    for (String command : trainingCommands()) {
      assertTrue(
          Pattern.compile("(?m)^  " + command + " ").matcher(out.toString()).find(), command);
    }
  }
}

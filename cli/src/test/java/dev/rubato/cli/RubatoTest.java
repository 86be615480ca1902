package dev.rubato.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RubatoTest {

  @Test
  void firstPageNamesEveryCommand() {
    Run run = Run.of("--help");

    assertEquals(0, run.code());
    for (String command :
        new String[] {
          "transcribe", "evaluate", "inspect", "train", "synthesize", "export", "plot"
        }) {
      assertTrue(run.out().contains(command), run.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"transcribe", "evaluate", "inspect"})
  void everyCommandHasExamples(String command) {
    Run run = Run.of("help", command);

    assertEquals(0, run.code());
    assertTrue(run.out().contains("rubato " + command + " "), run.out());
    assertTrue(run.out().contains("Examples:"), run.out());
  }

  @Test
  void unknownCommandsAreRefused() {
    Run run = Run.of("transcrib");

    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("rubato: "), run.err());
    assertTrue(run.err().contains("transcribe"), run.err());
  }

  @Test
  void noCommandIsBadUsage() {
    assertEquals(2, Run.of().code());
  }
}

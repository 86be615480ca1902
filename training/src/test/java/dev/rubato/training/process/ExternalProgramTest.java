package dev.rubato.training.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.training.BadInputException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExternalProgramTest {

  @Test
  void aMissingProgramIsNamedWithItsPackage() throws InterruptedException {
    ExternalProgram missing = new ExternalProgram("rubato-no-such-program", "some-package");
    assertFalse(missing.isInstalled());
    var failure = assertThrows(BadInputException.class, () -> missing.run("", List.of()));
    assertTrue(failure.getMessage().contains("apt install some-package"), failure::getMessage);
  }

  @Test
  void inputAndOutputLargerThanAPipeGetThrough() throws Exception {
    String input = "some words on a line\n".repeat(20_000);
    assertEquals(20_000, new ExternalProgram("cat", "coreutils").run(input, List.of()).size());
  }

  @Test
  void failuresCarryWhatTheProgramSaid() {
    var failure =
        assertThrows(
            IOException.class,
            () -> new ExternalProgram("ls", "coreutils").run("", List.of("/no/such/folder")));
    assertTrue(failure.getMessage().contains("/no/such/folder"), failure::getMessage);
  }
}

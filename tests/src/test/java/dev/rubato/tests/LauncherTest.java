package dev.rubato.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a copy of the sources under a name with spaces, called through a link. */
class LauncherTest {
  private static final List<String> MODULES =
      List.of("audio", "model", "engine", "server", "cli", "training", "tests");

  @TempDir Path temporary;

  private record Run(int code, String out, String err) {}

  @Test
  void buildsOnceStartsAnywhereAndPassesEverythingOn() throws Exception {
    assumeTrue(onPath("mvn") && onPath("sh"), "skipped: mvn or sh is not on the path");
    Path copy = copySources(temporary.resolve("a copy"));
    Path link = temporary.resolve("my rubato");
    Files.createSymbolicLink(link, copy.resolve("rubato"));

    Run first = run(link, "--version");
    assertEquals(0, first.code, first.err);
    assertTrue(first.out.startsWith("rubato "), first.out);
    assertTrue(first.err.contains("building cli"), first.err);
    assertFalse(
        Files.readString(copy.resolve(".rubato/cli.args")).contains("pytorch"),
        "PyTorch is for training only");

    Run second = run(link, "transcribe", "no such file.wav", "a'b \"c\".wav");
    assertEquals(2, second.code, second.err);
    assertEquals("", second.out);
    assertFalse(second.err.contains("building"), second.err);
    assertTrue(
        second.err.contains(copy.toRealPath().resolve("models/en-small").toString()), second.err);

    Path source = copy.resolve("cli/src/main/java/dev/rubato/cli/Rubato.java");
    Files.writeString(source, Files.readString(source).replace("class Rubato", "klass Rubato"));
    Run broken = run(link, "--version");
    assertEquals(1, broken.code);
    assertTrue(broken.err.contains("Rubato.java"), broken.err);
    assertTrue(broken.err.contains(".rubato/cli.log"), "names the log: " + broken.err);
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Path copySources(Path target) throws IOException {
    Path root = Repository.root();
    List<Path> files = new ArrayList<>(List.of(Path.of("pom.xml"), Path.of("rubato")));
    for (String module : MODULES) {
      files.add(Path.of(module, "pom.xml"));
      Path main = root.resolve(module).resolve("src/main");
      if (Files.isDirectory(main)) {
        try (Stream<Path> walk = Files.walk(main)) {
          walk.filter(Files::isRegularFile).map(root::relativize).forEach(files::add);
        }
      }
    }
    for (Path file : files) {
      Path to = target.resolve(file);
      Files.createDirectories(to.getParent());
      Files.copy(root.resolve(file), to, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return target;
  }

  private Run run(Path program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    String repository = System.getProperty("localRepository");
    if (repository != null) {
      builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
    }
    int code = builder.start().waitFor();
    return new Run(code, read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}

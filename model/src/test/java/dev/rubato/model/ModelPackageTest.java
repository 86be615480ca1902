package dev.rubato.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rubato.audio.FeatureRecipe;
import dev.rubato.model.Calibration.Point;
import dev.rubato.model.ModelException.Defect;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPackageTest {
  private static final byte[] ENCODER = {1, 2, 3, 4, 5};

  private static final ModelDescription DESCRIPTION =
      ModelDescription.of(
          "tiny",
          "en",
          new EncoderConfig(80, 8, 4, 16, 16, 2, 4, 1, 32, 5, 3, 3, 6, 29),
          FeatureRecipe.DEFAULT,
          Vocabulary.ENGLISH,
          Map.of("hours", 1.5, "recipe", List.of("train", "--fast")));

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"model", "model.zip", "new/folders/model"})
  void whatIsWrittenIsRead(String name) throws IOException {
    Path lm = Files.write(temp.resolve("some.lm"), new byte[] {9, 9});
    ModelDescription description =
        DESCRIPTION.withCalibration(
            new Calibration(List.of(new Point(1, 0), new Point(0.25, 3.5))));
    Path target = temp.resolve(name);
    new ModelPackageWriter(description, ENCODER).languageModel(lm).card("# Card\n").write(target);
    try (ModelPackage read = ModelPackage.open(target)) {
      assertEquals(description, read.description());
      assertArrayEquals(ENCODER, read.encoderBytes());
      assertArrayEquals(ENCODER, Files.readAllBytes(read.encoder()));
      assertArrayEquals(new byte[] {9, 9}, Files.readAllBytes(read.languageModel().orElseThrow()));
      assertEquals("# Card\n", read.card().orElseThrow());
    }
  }

  @Test
  void aPackageNeedsNoLanguageModelAndGetsACard() {
    Path target = write();
    try (ModelPackage read = ModelPackage.open(target)) {
      assertTrue(read.languageModel().isEmpty());
      assertTrue(read.description().calibration().isEmpty());
      assertTrue(read.card().orElseThrow().startsWith("# tiny"));
    }
  }

  @Test
  void aPackageIsReplacedAsAWholeAndNothingElseIsLeft() throws IOException {
    Path target = write();
    ModelPackageWriter other;
    try (ModelPackage first = ModelPackage.open(target)) {
      other = ModelPackageWriter.from(first);
    }
    other.encoder(new byte[] {7}).write(target);
    try (ModelPackage read = ModelPackage.open(target)) {
      assertArrayEquals(new byte[] {7}, read.encoderBytes());
    }
    assertEquals(List.of("model"), names(temp));
  }

  @Test
  void aFailedWriteLeavesWhatWasThere() throws IOException {
    Path target = write();
    ModelPackageWriter broken =
        new ModelPackageWriter(DESCRIPTION, new byte[] {7})
            .languageModel(temp.resolve("not there"));
    var e = assertThrows(ModelException.class, () -> broken.write(target));
    assertEquals(Defect.UNWRITABLE, e.defect());
    try (ModelPackage read = ModelPackage.open(target)) {
      assertArrayEquals(ENCODER, read.encoderBytes());
    }
    assertEquals(List.of("model"), names(temp));
  }

  @Test
  void otherFilesAndFoldersAreNeverReplaced() throws IOException {
    Path home = Files.createDirectory(temp.resolve("home"));
    Files.writeString(home.resolve("letter.txt"), "dear");
    ModelPackageWriter writer = new ModelPackageWriter(DESCRIPTION, ENCODER);
    var e = assertThrows(ModelException.class, () -> writer.write(home));
    assertTrue(e.getMessage().contains("is no model package"), e.getMessage());
    assertEquals(List.of("letter.txt"), names(home));
    writer.write(Files.createDirectory(temp.resolve("empty")));
  }

  @Test
  void aZippedFolderIsOpenedAndItsTemporaryFilesGoAway() throws IOException {
    Path target = write();
    Path zip = temp.resolve("folder.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      for (String name : names(target)) {
        packed.putNextEntry(new ZipEntry("model/" + name));
        Files.copy(target.resolve(name), packed);
      }
    }
    Path unpacked;
    try (ModelPackage read = ModelPackage.open(zip)) {
      unpacked = read.encoder().getParent();
      assertEquals(DESCRIPTION, read.description());
      assertTrue(Files.exists(unpacked));
    }
    assertFalse(Files.exists(unpacked));
  }

  @Test
  void nothingThere() {
    assertDefect(Defect.MISSING, "there is no model package", temp.resolve("nowhere"));
  }

  @Test
  void aFolderWithoutDescription() {
    assertDefect(Defect.MISSING, "has no model.json", temp);
  }

  @Test
  void aFileThatIsNoZip() throws IOException {
    Path file = Files.writeString(temp.resolve("model.zip"), "hello, I am a text");
    assertDefect(Defect.DAMAGED, "neither a folder nor an undamaged .zip", file);
  }

  @Test
  void aTruncatedZip() throws IOException {
    Path zip = temp.resolve("model.zip");
    new ModelPackageWriter(DESCRIPTION, ENCODER).write(zip);
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertDefect(Defect.DAMAGED, "neither a folder nor an undamaged .zip", zip);
  }

  @Test
  void aZipThatHoldsMoreThanItAnnounces() throws IOException {
    Path target = write();
    Path zip = temp.resolve("bomb.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      packed.putNextEntry(new ZipEntry("model.json"));
      Files.copy(target.resolve("model.json"), packed);
      packed.putNextEntry(new ZipEntry("encoder.onnx"));
      packed.write(new byte[1 << 20]);
    }
    assertDefect(Defect.DAMAGED, "more than the expected 5 bytes", zip);
  }

  @Test
  void aNewerFormatIsRefusedBeforeAnythingElseIsRead() throws IOException {
    Path target = write();
    Files.writeString(target.resolve("model.json"), "{\"format\": 2, \"brain\": {}}");
    assertDefect(Defect.NEWER, "package format 2, but this version of Rubato reads", target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"stride\" : 4;\"stride\" : 0;stride must be positive, but is 0",
        "\"stride\" : 4;\"stride\" : \"x\";stride",
        "\"stride\" : 4;\"stride\" : 4.5;stride",
        "\"stride\" : 4,;;stride",
        "\"vocabulary\" : 29;\"vocabulary\" : 30;the encoder has 30 outputs, but the vocabulary 29",
        "\"melBins\" : 80;\"melBins\" : 81;mel bins",
        "\"name\" : \"tiny\";\"brain\" : 1, \"name\" : \"tiny\";brain",
        "\"name\" : \"tiny\";\"name\" : \"\";name must be one line",
        "\"format\" : 1;\"format\" : \"1\";no whole number",
        "\"format\" : 1;\"format\" : 0;format must be in 1..1, but is 0",
        "{;[;model.json is damaged: line",
        "\"files\";\"filos\";has no \"files\"",
        "\"files\" : {;\"files\" : {\"../x\" : {\"bytes\" : 1, \"sha256\" : \"\"},;which no package has",
        "encoder.onnx;lm.bin;does not list encoder.onnx",
      })
  void aDamagedDescriptionIsNamed(String original, String damaged, String message)
      throws IOException {
    Path target = write();
    Path file = target.resolve("model.json");
    String json = Files.readString(file);
    assertTrue(json.contains(original), json);
    int at = json.indexOf(original);
    Files.writeString(
        file,
        json.substring(0, at)
            + (damaged == null ? "" : damaged)
            + json.substring(at + original.length()));
    assertDefect(Defect.DAMAGED, message, target);
  }

  @Test
  void aMissingEncoder() throws IOException {
    Path target = write();
    Files.delete(target.resolve("encoder.onnx"));
    assertDefect(Defect.MISSING, "encoder.onnx is missing", target);
  }

  @Test
  void aTruncatedEncoder() throws IOException {
    Path target = write();
    Files.write(target.resolve("encoder.onnx"), new byte[] {1, 2, 3});
    assertDefect(Defect.DAMAGED, "has 3 bytes instead of 5", target);
  }

  @Test
  void aChangedEncoder() throws IOException {
    Path target = write();
    Files.write(target.resolve("encoder.onnx"), new byte[] {1, 2, 3, 4, 6});
    assertDefect(Defect.DAMAGED, "does not match the checksum", target);
  }

  @Test
  void latencyIsOneChunkAndTheRestOfItsLastWindow() {
    assertEquals(3 * 0.04 + 0.015, DESCRIPTION.latencySeconds(), 1e-12);
  }

  private Path write() {
    Path target = temp.resolve("model");
    new ModelPackageWriter(DESCRIPTION, ENCODER).write(target);
    return target;
  }

  private static void assertDefect(Defect defect, String message, Path source) {
    ModelException e = assertThrows(ModelException.class, () -> ModelPackage.open(source).close());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertEquals(defect, e.defect());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

package dev.rubato.model;

import dev.rubato.model.ModelException.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An opened and checked model package: a folder, or a .zip of one, with {@code model.json}, {@code
 * encoder.onnx}, {@code README.md} and optionally {@code lm.bin}. A zip is unpacked into a
 * temporary folder until {@link #close()}. Immutable; may be shared between threads.
 */
public final class ModelPackage implements AutoCloseable {
  private final Path source;
  private final Path folder;
  private final boolean temporary;
  private final ModelDescription description;

  private ModelPackage(Path source, Path folder, boolean temporary, ModelDescription description) {
    this.source = source;
    this.folder = folder;
    this.temporary = temporary;
    this.description = description;
  }

  /**
   * Opens a package and checks that its parts are there and undamaged.
   *
   * @param source a folder or a .zip file
   * @throws ModelException if it is missing, damaged or newer than this version of Rubato
   */
  public static ModelPackage open(Path source) {
    if (!Files.exists(source)) {
      throw new ModelException(
          Defect.MISSING,
          "there is no model package at %s: give a folder with model.json, or a .zip of one"
              .formatted(source));
    }
    if (Files.isDirectory(source)) {
      return new ModelPackage(source, source, false, check(source));
    }
    Path unpacked = ZipPackage.unpack(source);
    try {
      return new ModelPackage(source, unpacked, true, check(unpacked));
    } catch (RuntimeException e) {
      Folders.deleteQuietly(unpacked);
      throw e;
    }
  }

  /** What the model is. */
  public ModelDescription description() {
    return description;
  }

  /** What was opened. */
  public Path source() {
    return source;
  }

  /** The encoder's graph, an ONNX file. */
  public Path encoder() {
    return folder.resolve(PackageFile.ENCODER);
  }

  /** The bytes of the encoder's graph. */
  public byte[] encoderBytes() {
    try {
      return Files.readAllBytes(encoder());
    } catch (IOException e) {
      throw new ModelException(
          Defect.DAMAGED, "cannot read %s: %s".formatted(encoder(), e.getMessage()), e);
    }
  }

  /** The language model's file, if the package has one. */
  public Optional<Path> languageModel() {
    return Optional.of(folder.resolve(PackageFile.LANGUAGE_MODEL)).filter(Files::isRegularFile);
  }

  /** The model card, Markdown, if the package has one. */
  public Optional<String> card() {
    Path card = folder.resolve(PackageFile.CARD);
    try {
      return Files.isRegularFile(card) ? Optional.of(Files.readString(card)) : Optional.empty();
    } catch (IOException e) {
      throw new ModelException(
          Defect.DAMAGED, "cannot read %s: %s".formatted(card, e.getMessage()), e);
    }
  }

  /** Deletes what was unpacked from a zip; a folder stays as it is. */
  @Override
  public void close() {
    if (temporary) {
      Folders.deleteQuietly(folder);
    }
  }

  private static ModelDescription check(Path folder) {
    Path file = folder.resolve(PackageFile.DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          Defect.MISSING, "%s is no model package: it has no model.json".formatted(folder));
    }
    DescriptionFile content = DescriptionFile.read(file);
    if (!content.files().containsKey(PackageFile.ENCODER)) {
      throw new ModelException(
          Defect.DAMAGED, "%s does not list encoder.onnx under \"files\"".formatted(file));
    }
    content.files().forEach((name, expected) -> check(folder, name, expected));
    return content.description();
  }

  private static void check(Path folder, String name, PackageFile expected) {
    if (!PackageFile.LISTED.contains(name)) {
      throw new ModelException(
          Defect.DAMAGED,
          "%s lists the file \"%s\", which no package has; packages list %s"
              .formatted(folder.resolve(PackageFile.DESCRIPTION), name, PackageFile.LISTED));
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          Defect.MISSING, "%s is missing from the model package".formatted(file));
    }
    try {
      long bytes = Files.size(file);
      if (bytes != expected.bytes()) {
        throw new ModelException(
            Defect.DAMAGED,
            "%s is damaged: it has %d bytes instead of %d"
                .formatted(file, bytes, expected.bytes()));
      }
      // A language model is mapped into memory, not read; a checksum would read all of it.
      if (name.equals(PackageFile.ENCODER)
          && !PackageFile.sha256(file).equalsIgnoreCase(expected.sha256())) {
        throw new ModelException(
            Defect.DAMAGED,
            "%s is damaged: its content does not match the checksum in model.json".formatted(file));
      }
    } catch (IOException e) {
      throw new ModelException(
          Defect.DAMAGED, "cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The files that {@code model.json} vouches for. */
  static Map<String, PackageFile> list(Path folder) throws IOException {
    Map<String, PackageFile> files = new java.util.LinkedHashMap<>();
    for (String name : PackageFile.LISTED) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        files.put(name, PackageFile.of(file));
      }
    }
    return files;
  }
}

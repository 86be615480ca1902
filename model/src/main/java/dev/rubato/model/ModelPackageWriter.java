package dev.rubato.model;

import dev.rubato.model.ModelException.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes model packages: all of a package or nothing. The parts are written into a hidden folder
 * beside the target, which then takes the target's place in one step; an older package there is
 * replaced, anything else is left alone. Not safe for use by several threads at once.
 */
public final class ModelPackageWriter {
  private ModelDescription description;
  private byte[] encoder;
  private Path languageModel;
  private String card;

  /**
   * Starts a package with what every package needs.
   *
   * @param description what the model is
   * @param encoder the encoder's graph, ONNX
   */
  public ModelPackageWriter(ModelDescription description, byte[] encoder) {
    this.description = description;
    this.encoder = encoder.clone();
  }

  /** Starts with all parts of another package, which must stay open until {@link #write}. */
  public static ModelPackageWriter from(ModelPackage other) {
    ModelPackageWriter writer = new ModelPackageWriter(other.description(), other.encoderBytes());
    other.languageModel().ifPresent(writer::languageModel);
    other.card().ifPresent(writer::card);
    return writer;
  }

  /** Changes the description. */
  public ModelPackageWriter description(ModelDescription newDescription) {
    this.description = newDescription;
    return this;
  }

  /** Changes the encoder's graph, ONNX. */
  public ModelPackageWriter encoder(byte[] newEncoder) {
    this.encoder = newEncoder.clone();
    return this;
  }

  /** Adds a language model, copied from a file. */
  public ModelPackageWriter languageModel(Path file) {
    this.languageModel = file;
    return this;
  }

  /** Sets the model card, Markdown; without one a short card is made from the description. */
  public ModelPackageWriter card(String markdown) {
    this.card = markdown;
    return this;
  }

  /**
   * Writes the package.
   *
   * @param target a folder, or a file if the name ends in {@code .zip}; parents are made
   * @throws ModelException if something else than a package is in that place, or writing fails;
   *     what was there before is then still there
   */
  public void write(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    boolean zip = absolute.getFileName().toString().endsWith(".zip");
    refuseToReplace(absolute, zip);
    String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Path hidden = absolute.resolveSibling("." + absolute.getFileName() + "." + suffix);
    Path packed = absolute.resolveSibling("." + absolute.getFileName() + "." + suffix + ".zip");
    Path aside = absolute.resolveSibling("." + absolute.getFileName() + "." + suffix + ".old");
    try {
      Files.createDirectories(hidden);
      writeParts(hidden);
      if (zip) {
        ZipPackage.pack(hidden, packed);
      }
      Folders.replace(zip ? packed : hidden, absolute, aside);
    } catch (IOException e) {
      throw new ModelException(
          Defect.UNWRITABLE,
          "cannot write the model package %s: %s".formatted(target, e.getMessage()),
          e);
    } finally {
      Folders.deleteQuietly(hidden);
      Folders.deleteQuietly(packed);
    }
  }

  private void writeParts(Path folder) throws IOException {
    Files.write(folder.resolve(PackageFile.ENCODER), encoder);
    if (languageModel != null) {
      Files.copy(languageModel, folder.resolve(PackageFile.LANGUAGE_MODEL));
    }
    Files.writeString(
        folder.resolve(PackageFile.CARD), card == null ? defaultCard(description) : card);
    new DescriptionFile(description, ModelPackage.list(folder))
        .write(folder.resolve(PackageFile.DESCRIPTION));
  }

  private static void refuseToReplace(Path target, boolean zip) {
    boolean replaceable =
        !Files.exists(target)
            || (zip && Files.isRegularFile(target))
            || (!zip && Files.isRegularFile(target.resolve(PackageFile.DESCRIPTION)))
            || (!zip && Folders.isEmpty(target));
    if (!replaceable) {
      throw new ModelException(
          Defect.UNWRITABLE,
          "%s is there and is no model package; it is not replaced, choose another place"
              .formatted(target));
    }
  }

  private static String defaultCard(ModelDescription description) {
    return """
        # %s

        A streaming speech recognition model of Rubato for the language `%s`:
        %d symbols, %.0f ms frames, at most %.0f ms of algorithmic latency.
        """
        .formatted(
            description.name(),
            description.language(),
            description.vocabulary().size(),
            1000 * description.frameSeconds(),
            1000 * description.latencySeconds());
  }
}

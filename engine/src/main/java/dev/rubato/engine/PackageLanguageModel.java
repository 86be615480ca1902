package dev.rubato.engine;

import dev.rubato.engine.lm.LanguageModel;
import dev.rubato.engine.lm.LanguageModelException;
import dev.rubato.engine.lm.ngram.NgramModels;
import dev.rubato.model.ModelException;
import dev.rubato.model.ModelPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The language model of a package. Stateless; may be shared between threads. */
final class PackageLanguageModel {
  private PackageLanguageModel() {}

  /** Opens it, if there is one. */
  static Optional<LanguageModel> open(ModelPackage modelPackage) {
    Optional<Path> file = modelPackage.languageModel();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(NgramModels.open(file.get()));
    } catch (LanguageModelException e) {
      throw new ModelException(ModelException.Defect.DAMAGED, e.getMessage(), e);
    } catch (IOException e) {
      throw new ModelException(
          ModelException.Defect.DAMAGED, file.get() + ": cannot be read: " + e.getMessage(), e);
    }
  }
}

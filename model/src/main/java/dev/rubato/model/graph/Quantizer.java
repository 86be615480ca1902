package dev.rubato.model.graph;

import dev.rubato.model.ModelException;
import dev.rubato.model.ModelPackage;
import dev.rubato.model.ModelPackageWriter;

/** Changes the precision of a model. Stateless; may be shared between threads. */
public final class Quantizer {
  private Quantizer() {}

  /**
   * The same model in another precision.
   *
   * @param source any package; one that is quantised already has only its rounded weights to give
   * @return a writer of the new package, with all other parts of the old one
   * @throws ModelException if the graph is damaged or lacks a weight
   */
  public static ModelPackageWriter quantize(ModelPackage source, Precision precision) {
    byte[] graph =
        StreamingEncoderGraph.write(
            source.description().encoder(), GraphWeights.read(source), precision);
    return ModelPackageWriter.from(source).encoder(graph);
  }
}

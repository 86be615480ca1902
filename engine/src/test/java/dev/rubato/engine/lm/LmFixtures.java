package dev.rubato.engine.lm;

import dev.rubato.engine.lm.estimate.EstimatorOptions;
import dev.rubato.engine.lm.estimate.NgramEstimator;
import dev.rubato.engine.lm.estimate.Progress;
import dev.rubato.engine.lm.ngram.ArpaReader;
import dev.rubato.engine.lm.ngram.NgramModel;
import dev.rubato.engine.lm.ngram.NgramSink;
import dev.rubato.engine.lm.ngram.NgramTableBuilder;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Texts and models for tests; see the README beside the resources. */
public final class LmFixtures {
  private LmFixtures() {}

  /** The lines of a resource. */
  public static List<String> lines(String name) throws IOException {
    try (InputStream in = LmFixtures.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Gives a gzipped ARPA resource to a sink. */
  public static void arpa(String name, NgramSink sink) throws IOException {
    try (InputStream in = LmFixtures.class.getResourceAsStream(name);
        InputStream text = new GZIPInputStream(in)) {
      ArpaReader.read(name, text, sink);
    }
  }

  /** The model of a gzipped ARPA resource. */
  public static NgramModel model(String name) throws IOException {
    NgramTableBuilder builder = new NgramTableBuilder();
    arpa(name, builder);
    return builder.model();
  }

  /** The model of an ARPA text. */
  public static NgramModel parse(String arpa) throws IOException {
    NgramTableBuilder builder = new NgramTableBuilder();
    byte[] bytes = arpa.getBytes(StandardCharsets.UTF_8);
    ArpaReader.read("test.arpa", new ByteArrayInputStream(bytes), builder);
    return builder.model();
  }

  /** Estimates a model from sentences. */
  public static void estimate(List<String> sentences, EstimatorOptions options, NgramSink sink)
      throws IOException {
    try (NgramEstimator estimator = new NgramEstimator(options, Progress.NONE)) {
      estimator.read(new BufferedReader(new StringReader(String.join("\n", sentences))));
      estimator.estimate(sink);
    }
  }

  /** Estimates a model from sentences. */
  public static NgramModel estimate(List<String> sentences, EstimatorOptions options)
      throws IOException {
    NgramTableBuilder builder = new NgramTableBuilder();
    estimate(sentences, options, builder);
    return builder.model();
  }
}

package dev.rubato.engine.encoder;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.rubato.model.AdaptiveModule;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.ModelException;
import dev.rubato.model.graph.EncoderGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An opened encoder graph. What it carries from run to run is found in the graph itself: every
 * input {@code cache_x} goes with the output {@code next_cache_x}. May be shared between threads;
 * closing it while a run is being made is the owner's fault.
 */
public final class EncoderSession implements AutoCloseable {

  private final EncoderConfig config;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final NativeResources resources;
  private final Set<String> inputs;
  private final List<CacheSpec> caches;
  private final int modules;

  private EncoderSession(
      EncoderConfig config,
      OrtEnvironment environment,
      OrtSession session,
      NativeResources resources)
      throws OrtException {
    this.config = config;
    this.environment = environment;
    this.session = session;
    this.resources = resources;
    this.inputs = Set.copyOf(session.getInputNames());
    this.caches = findCaches(session);
    this.modules = findModules(session, AdaptiveModule.of(config).size());
  }

  /**
   * Opens a graph on the CPU, one thread per run: parallelism comes from many runs at once.
   *
   * @param file the ONNX file
   * @param config the encoder that the file should hold
   * @param resources counts what is open
   * @throws ModelException if the file is not there, not ONNX, or not this encoder
   */
  public static EncoderSession open(Path file, EncoderConfig config, NativeResources resources) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          ModelException.Defect.MISSING, "%s: there is no such encoder graph".formatted(file));
    }
    OrtEnvironment environment = RuntimeEnvironment.get();
    try (OrtSession.SessionOptions options = sessionOptions()) {
      OrtSession session = environment.createSession(file.toString(), options);
      resources.opened();
      try {
        return new EncoderSession(config, environment, session, resources);
      } catch (RuntimeException | OrtException e) {
        session.close();
        resources.closed();
        throw e;
      }
    } catch (OrtException | IllegalArgumentException | ArithmeticException e) {
      throw new ModelException(
          ModelException.Defect.DAMAGED,
          "%s: not a usable encoder graph: %s".formatted(file, firstLine(e)),
          e);
    }
  }

  private static OrtSession.SessionOptions sessionOptions() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    // A waiting thread that spins takes its core from the run beside it.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    return options;
  }

  private static String firstLine(Throwable problem) {
    String message = String.valueOf(problem.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  private List<CacheSpec> findCaches(OrtSession session) throws OrtException {
    requireTensor(session.getInputInfo(), EncoderGraph.FEATURES, 3);
    requireTensor(session.getInputInfo(), EncoderGraph.LENGTH, 1);
    requireTensor(session.getOutputInfo(), EncoderGraph.LOG_PROBS, 3);
    List<CacheSpec> found = new ArrayList<>();
    for (NodeInfo input : session.getInputInfo().values()) {
      String name = input.getName();
      if (name.startsWith("cache_")) {
        requireTensor(session.getOutputInfo(), "next_" + name, -1);
        long[] shape = ((TensorInfo) input.getInfo()).getShape();
        long[] perStream = Arrays.copyOfRange(shape, 1, shape.length);
        if (Arrays.stream(perStream).anyMatch(axis -> axis < 1)) {
          throw new IllegalArgumentException(
              "all axes of %s but the first must be fixed, but its shape is %s"
                  .formatted(name, Arrays.toString(shape)));
        }
        found.add(CacheSpec.of(name, "next_" + name, perStream));
      } else if (!Set.of(
              EncoderGraph.FEATURES, EncoderGraph.LENGTH, EncoderGraph.POSITION, EncoderGraph.PRICE)
          .contains(name)) {
        throw new IllegalArgumentException("the graph has an unknown input " + name);
      }
    }
    return List.copyOf(found);
  }

  private static int findModules(OrtSession session, int expected) throws OrtException {
    if (expected == 0) {
      return 0;
    }
    long[] shape = requireTensor(session.getOutputInfo(), EncoderGraph.LEARNERS, 3).getShape();
    if (shape[2] != expected) {
      throw new IllegalArgumentException(
          "the graph reports %d adaptive modules, but the model has %d"
              .formatted(shape[2], expected));
    }
    return expected;
  }

  private static TensorInfo requireTensor(Map<String, NodeInfo> nodes, String name, int rank) {
    NodeInfo node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("the graph has no " + name);
    }
    if (!(node.getInfo() instanceof TensorInfo info)
        || (rank >= 0 && info.getShape().length != rank)) {
      throw new IllegalArgumentException(
          "%s should be a tensor of %d axes, but is %s".formatted(name, rank, node.getInfo()));
    }
    return info;
  }

  /** A stream's memory at its start. */
  public EncoderState newState() {
    return new EncoderState(this);
  }

  EncoderConfig config() {
    return config;
  }

  List<CacheSpec> caches() {
    return caches;
  }

  /** Adaptive modules A whose learners the graph reports; 0 for a dense model. */
  public int modules() {
    return modules;
  }

  boolean hasInput(String name) {
    return inputs.contains(name);
  }

  OrtEnvironment environment() {
    return environment;
  }

  NativeResources resources() {
    return resources;
  }

  /** Makes one run; the outputs are written into the given tensors. */
  void run(Map<String, ? extends OnnxTensorLike> given, Map<String, ? extends OnnxValue> results)
      throws OrtException {
    session.run(given, Set.of(), results).close();
  }

  @Override
  public void close() {
    try {
      session.close();
      resources.closed();
    } catch (OrtException e) {
      throw new EncoderException("the encoder could not be closed: " + e.getMessage(), e);
    }
  }
}

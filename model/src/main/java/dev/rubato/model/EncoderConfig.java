package dev.rubato.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The streaming encoder: log-mel frames to CTC log-probabilities, in chunks.
 *
 * <p>Frame arithmetic: {@code stride} feature frames make one encoder frame, computed from the
 * {@code stack} feature frames that end with it. {@code chunk} encoder frames attend to each other
 * and to the {@code leftContext} frames before the chunk; all else is causal. Immutable; may be
 * shared between threads.
 *
 * @param melBins mel bins M per feature frame
 * @param stack feature frames seen by one encoder frame
 * @param stride feature frames per encoder frame
 * @param frontDim hidden width of the two-layer front end
 * @param dim model width D
 * @param layers number of layers
 * @param heads attention query heads; {@code dim} is a multiple of it
 * @param keyValueHeads attention key and value heads; a divisor of {@code heads}, 1 is multi-query
 * @param ffnDim hidden width of the feed-forward network
 * @param positionKernel taps of the causal depthwise positional convolution, encoder frames
 * @param convolutionKernel taps of the causal depthwise convolution of each layer's convolution
 *     module, encoder frames; 0 leaves the module out
 * @param chunk encoder frames per chunk
 * @param leftContext encoder frames before the chunk that its frames attend to; a multiple of
 *     {@code chunk}
 * @param vocabulary number of CTC output symbols V, blank included
 * @param adaptive which modules are adaptive, or null for a dense encoder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EncoderConfig(
    int melBins,
    int stack,
    int stride,
    int frontDim,
    int dim,
    int layers,
    int heads,
    int keyValueHeads,
    int ffnDim,
    int positionKernel,
    int convolutionKernel,
    int chunk,
    int leftContext,
    int vocabulary,
    AdaptiveConfig adaptive) {

  /** Variance floor of every layer normalisation. */
  public static final double NORM_EPSILON = 1e-5;

  /** Validates every field; the message names the field and the permitted values. */
  public EncoderConfig {
    require(melBins > 0, "melBins must be positive", melBins);
    require(stride > 0, "stride must be positive", stride);
    require(stack >= stride, "stack must be at least stride", stack);
    require(frontDim > 0, "frontDim must be positive", frontDim);
    require(layers > 0, "layers must be positive", layers);
    require(heads > 0, "heads must be positive", heads);
    require(dim > 0 && dim % heads == 0, "dim must be a positive multiple of heads", dim);
    require(
        keyValueHeads > 0 && heads % keyValueHeads == 0,
        "keyValueHeads must divide heads",
        keyValueHeads);
    require(ffnDim > 0, "ffnDim must be positive", ffnDim);
    require(positionKernel > 0, "positionKernel must be positive", positionKernel);
    require(convolutionKernel >= 0, "convolutionKernel must not be negative", convolutionKernel);
    require(chunk > 0, "chunk must be positive", chunk);
    require(
        leftContext >= 0 && leftContext % chunk == 0,
        "leftContext must be a multiple of chunk",
        leftContext);
    require(vocabulary > 1, "vocabulary must have a blank and one more symbol", vocabulary);
    if (adaptive != null) {
      checkGroups(adaptive, AdaptiveSite.FFN, "ffnDim", ffnDim);
      checkGroups(adaptive, AdaptiveSite.CONVOLUTION, "dim", dim);
      require(
          convolutionKernel > 0 || !adaptive.learners().containsKey(AdaptiveSite.CONVOLUTION),
          "an adaptive CONVOLUTION needs a convolutionKernel that is positive",
          convolutionKernel);
    }
  }

  /** A dense encoder. */
  public EncoderConfig(
      int melBins,
      int stack,
      int stride,
      int frontDim,
      int dim,
      int layers,
      int heads,
      int keyValueHeads,
      int ffnDim,
      int positionKernel,
      int convolutionKernel,
      int chunk,
      int leftContext,
      int vocabulary) {
    this(
        melBins,
        stack,
        stride,
        frontDim,
        dim,
        layers,
        heads,
        keyValueHeads,
        ffnDim,
        positionKernel,
        convolutionKernel,
        chunk,
        leftContext,
        vocabulary,
        null);
  }

  /** The same encoder with other adaptive modules, or with none if null. */
  public EncoderConfig withAdaptive(AdaptiveConfig newAdaptive) {
    return new EncoderConfig(
        melBins,
        stack,
        stride,
        frontDim,
        dim,
        layers,
        heads,
        keyValueHeads,
        ffnDim,
        positionKernel,
        convolutionKernel,
        chunk,
        leftContext,
        vocabulary,
        newAdaptive);
  }

  /** Whether the modules at a site are adaptive. */
  public boolean adaptiveAt(AdaptiveSite site) {
    return adaptive != null && adaptive.learners().containsKey(site);
  }

  /** Width of one attention head. */
  public int headDim() {
    return dim / heads;
  }

  /** Feature frames per chunk. */
  public int chunkFeatures() {
    return chunk * stride;
  }

  /** Feature frames of the past that the first encoder frame of a run sees. */
  public int featureContext() {
    return stack - stride;
  }

  private static void checkGroups(
      AdaptiveConfig adaptive, AdaptiveSite site, String name, int width) {
    int learners = adaptive.learners().getOrDefault(site, 1);
    require(
        width % learners == 0,
        "%s must be a multiple of the %d learners of %s".formatted(name, learners, site),
        width);
  }

  private static void require(boolean condition, String message, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(message + ", but is " + value);
    }
  }
}

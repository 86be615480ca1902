package dev.rubato.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rubato.model.EncoderConfig;
import dev.rubato.model.EncoderWeights;
import dev.rubato.model.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares the graphs with what {@code src/test/python/encoder_golden.py} computed. */
class GoldenTest {

  @Test
  void bothGraphsEqualTheImplementationInPyTorch() throws IOException, OrtException {
    JsonMapper mapper = new JsonMapper();
    JsonNode golden = read(mapper);
    EncoderConfig config = mapper.treeToValue(golden.get("config"), EncoderConfig.class);
    Map<String, Tensor> weights = new HashMap<>();
    EncoderWeights.shapes(config)
        .forEach(
            (name, shape) ->
                weights.put(name, Tensor.of(floats(golden.get("weights").get(name)), shape)));
    int frames = golden.get("frames").intValue();
    float[] flat = floats(golden.get("features"));
    float[][] features = new float[frames][config.melBins()];
    for (int i = 0; i < flat.length; i++) {
      features[i / config.melBins()][i % config.melBins()] = flat[i];
    }
    int run = RandomEncoders.wholeChunks(config, frames);
    float[] expected = floats(golden.get("logProbs"));
    for (byte[] graph :
        List.of(
            StreamingEncoderGraph.write(config, weights),
            WholeFileEncoderGraph.write(config, weights))) {
      try (GraphRunner runner = new GraphRunner(config, graph)) {
        float[][] actual = runner.whole(RandomEncoders.padded(features, run, 9f), frames);
        for (int i = 0; i < expected.length; i++) {
          int t = i / config.vocabulary();
          assertEquals(expected[i], actual[t][i % config.vocabulary()], 1e-5, "frame " + t);
        }
      }
    }
  }

  private static JsonNode read(JsonMapper mapper) throws IOException {
    try (InputStream file = GoldenTest.class.getResourceAsStream("encoder-golden.json")) {
      return mapper.readTree(file);
    }
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }
}

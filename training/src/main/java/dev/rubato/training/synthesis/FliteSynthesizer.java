package dev.rubato.training.synthesis;

import dev.rubato.training.BadInputException;
import dev.rubato.training.process.ExternalProgram;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * flite with its English voices for running text, each in several vocal tract lengths. Immutable;
 * may be shared between threads.
 */
record FliteSynthesizer(List<String> voices) implements Synthesizer {
  private static final ExternalProgram FLITE = new ExternalProgram("flite", "flite");
  private static final String LISTING = "Voices available:";

  /** Natural mean pitch, Hz, of the voices that speak any text at 16 kHz. */
  private static final Map<String, Integer> NATURAL_HZ =
      Map.of("slt", 172, "rms", 102, "awb", 130, "kal16", 105);

  /** In hundredths; beyond 112 a woman's voice comes near to a child's. */
  private static final int[] WARPS = {88, 92, 96, 100, 104, 108, 112, 116, 120};

  FliteSynthesizer {
    voices = List.copyOf(voices);
  }

  /**
   * Asks flite for its voices.
   *
   * @throws BadInputException if it is not installed or has none of the voices
   */
  static FliteSynthesizer discover() throws IOException, InterruptedException {
    List<String> voices =
        FLITE.run("", List.of("-lv")).stream()
            .filter(line -> line.startsWith(LISTING))
            .flatMap(line -> Arrays.stream(line.substring(LISTING.length()).trim().split(" +")))
            .filter(NATURAL_HZ::containsKey)
            .sorted()
            .toList();
    if (voices.isEmpty()) {
      throw new BadInputException(
          "flite lists none of the voices %s; install a flite that has them (apt install flite)"
              .formatted(NATURAL_HZ.keySet().stream().sorted().toList()));
    }
    return new FliteSynthesizer(voices);
  }

  @Override
  public String corpus() {
    return "flite";
  }

  @Override
  public ExternalProgram program() {
    return FLITE;
  }

  @Override
  public Rendition draw(RandomGenerator random) {
    String voice = voices.get(random.nextInt(voices.size()));
    double warp = WARPS[random.nextInt(WARPS.length)] / 100.0;
    double natural = NATURAL_HZ.get(voice);
    return new FliteRendition(
        voice,
        Math.exp(random.nextDouble(Math.log(0.78), Math.log(1.25))),
        natural * warp * random.nextDouble(0.85, 1.2),
        natural * random.nextDouble(0.06, 0.16),
        warp);
  }
}

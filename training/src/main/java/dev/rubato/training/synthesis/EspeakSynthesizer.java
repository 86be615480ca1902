package dev.rubato.training.synthesis;

import dev.rubato.training.BadInputException;
import dev.rubato.training.lexicon.EspeakPhonemizer;
import dev.rubato.training.process.ExternalProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * espeak-ng with every English voice in every variant. Immutable; may be shared between threads.
 *
 * <p>MBROLA voices are left out: they are separate downloads whose licences forbid commercial use.
 */
record EspeakSynthesizer(List<String> languages, List<String> variants) implements Synthesizer {

  /** Columns of {@code --voices}: priority, language, gender, name, file, other languages. */
  private static final Pattern ROW =
      Pattern.compile("\\s*\\d+\\s+(\\S+)\\s+\\S+\\s+\\S+\\s+(.+?)\\s*(\\(.*\\))?\\s*");

  private static final String AMERICAN = "en-us";
  private static final String VARIANT_FOLDER = "!v/";

  EspeakSynthesizer {
    languages = List.copyOf(languages);
    variants = List.copyOf(variants);
  }

  /**
   * Asks espeak-ng for its voices.
   *
   * @throws BadInputException if it is not installed or has no English voice
   */
  static EspeakSynthesizer discover() throws IOException, InterruptedException {
    ExternalProgram program = EspeakPhonemizer.ESPEAK;
    List<String> languages = new ArrayList<>();
    for (Matcher row : rows(program.run("", List.of("--voices=en")))) {
      if (!row.group(2).startsWith("mb/") && !row.group(2).startsWith(VARIANT_FOLDER)) {
        languages.add(row.group(1));
      }
    }
    List<String> variants = new ArrayList<>();
    for (Matcher row : rows(program.run("", List.of("--voices=variant")))) {
      if (row.group(2).startsWith(VARIANT_FOLDER)) {
        variants.add(row.group(2).substring(VARIANT_FOLDER.length()));
      }
    }
    if (languages.isEmpty() || variants.isEmpty()) {
      throw new BadInputException(
          "espeak-ng lists no English voices; install its data (apt install espeak-ng-data)");
    }
    return new EspeakSynthesizer(
        languages.stream().distinct().sorted().toList(), variants.stream().sorted().toList());
  }

  @Override
  public String corpus() {
    return "espeak";
  }

  @Override
  public ExternalProgram program() {
    return EspeakPhonemizer.ESPEAK;
  }

  @Override
  public List<String> voices() {
    return Stream.concat(languages.stream(), variants.stream().map(v -> "+" + v)).toList();
  }

  @Override
  public Rendition draw(RandomGenerator random) {
    // Half of the utterances are American, as most recordings to be recognised are.
    boolean american = random.nextBoolean() && languages.contains(AMERICAN);
    String language = american ? AMERICAN : languages.get(random.nextInt(languages.size()));
    String variant = variants.get(random.nextInt(variants.size()));
    return new EspeakRendition(
        language + "+" + variant,
        random.nextInt(20, 81),
        random.nextInt(60, 151),
        random.nextInt(125, 211),
        random.nextInt(4) == 0 ? random.nextInt(1, 6) : 0);
  }

  private static List<Matcher> rows(List<String> lines) {
    return lines.stream().map(ROW::matcher).filter(Matcher::matches).toList();
  }
}

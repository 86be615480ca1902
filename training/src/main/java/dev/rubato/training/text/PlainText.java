package dev.rubato.training.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Brings a line into the form that models are trained on: lower case {@code a-z}, apostrophes and
 * single spaces. Stateless; may be shared between threads.
 */
public final class PlainText {
  private static final Pattern PLAIN = Pattern.compile("[a-z' ]*");
  private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u02bc`]");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{L}\\p{N}&&[^a-z]]");
  private static final Pattern SEPARATORS = Pattern.compile("[^a-z']+");
  private static final Pattern LOOSE_APOSTROPHES = Pattern.compile("(?<![a-z'])'+(?![a-z'])");
  private static final Pattern QUOTES = Pattern.compile("(?<![a-z])'+|'+(?![a-z])");

  private PlainText() {}

  /**
   * The line in plain form.
   *
   * <p>A line that is plain already keeps the apostrophes at the edges of its words ({@code
   * customers'}); in any other line those are taken for quotation marks and dropped.
   *
   * @param line any text
   * @return the plain line, or nothing if it has digits or letters outside the English alphabet,
   *     whose spoken form cannot be known, or no letter at all
   */
  public static Optional<String> of(String line) {
    String text = line;
    Pattern dropped = LOOSE_APOSTROPHES;
    if (!PLAIN.matcher(line).matches()) {
      text = Normalizer.normalize(line, Normalizer.Form.NFKD);
      text = MARKS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
      text = APOSTROPHES.matcher(text).replaceAll("'");
      dropped = QUOTES;
    }
    if (UNSPEAKABLE.matcher(text).find()) {
      return Optional.empty();
    }
    text = SEPARATORS.matcher(text).replaceAll(" ");
    text = dropped.matcher(text).replaceAll("");
    text = SEPARATORS.matcher(text).replaceAll(" ").strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}

package dev.rubato.training.lexicon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the phoneme mnemonics that espeak-ng prints with {@code -x --sep=_}. Stateless; may be
 * shared between threads.
 *
 * <p>Stress marks and joints go. A digit inside a mnemonic numbers a variant of the same phone
 * ({@code I2}) and goes too; at its start it is the vowel itself ({@code 0} as in lot, {@code 3} as
 * in letter) and stays.
 */
final class PhoneSymbols {
  private static final Pattern SEPARATORS = Pattern.compile("[_ ]+");
  private static final Pattern STRESS = Pattern.compile("[',%=|]");
  private static final Pattern VARIANT = Pattern.compile("(?<=.)[0-9]");

  /** Joints and length marks without a phone of their own, and switches of the language. */
  private static final Pattern NO_PHONE = Pattern.compile("[:;!*-]*|\\(.*\\)");

  /** Mnemonics for a handful of foreign words and drawn-out cries; too rare to be learnt apart. */
  private static final Map<String, String> RARE =
      Map.of(
          "a:", "A:", "a#:", "a#", "A~", "A:", "O~", "O:", "e", "E", "i::", "i:", "l#", "l", "x",
          "k");

  private PhoneSymbols() {}

  /** The phones of one printed line, in order. */
  static List<String> parse(String mnemonics) {
    List<String> phones = new ArrayList<>();
    for (String mnemonic : SEPARATORS.split(mnemonics)) {
      String phone = VARIANT.matcher(STRESS.matcher(mnemonic).replaceAll("")).replaceAll("");
      if (!NO_PHONE.matcher(phone).matches()) {
        phones.add(RARE.getOrDefault(phone, phone));
      }
    }
    return List.copyOf(phones);
  }
}

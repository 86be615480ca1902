package dev.rubato.server.session;

import java.util.Locale;

/** Languages as clients name them. Stateless. */
public final class Languages {
  private Languages() {}

  /** The English name of a language in lower case, for example {@code english}. */
  public static String name(String tag) {
    return Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether two names mean the same language, whatever the region.
   *
   * @param wanted a BCP 47 tag or an English name
   * @param tag a BCP 47 tag
   */
  public static boolean same(String wanted, String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    return wanted.equalsIgnoreCase(name(tag))
        || Locale.forLanguageTag(wanted.replace('_', '-')).getLanguage().equals(language);
  }
}

package dev.rubato.server.session;

import dev.rubato.server.session.SessionProblem.Kind;
import java.util.List;

/** The names by which clients may ask for the one model of this server. Stateless. */
public final class ModelNames {
  private ModelNames() {}

  /** Whether a name stands for the model. */
  public static boolean matches(String name, SpeechService service) {
    return name.equals(service.recognizer().model().name())
        || aliases(service).stream()
            .anyMatch(alias -> name.equals(alias) || name.startsWith(alias + "-"));
  }

  private static List<String> aliases(SpeechService service) {
    return service.config().names().aliases();
  }

  /**
   * Checks a name.
   *
   * @throws SessionException if it does not stand for the model
   */
  public static void require(String name, SpeechService service) {
    if (!matches(name, service)) {
      throw new SessionException(
          Kind.BAD_REQUEST,
          "there is no model '%s' here; this server runs '%s'"
              .formatted(shortened(name), service.recognizer().model().name()));
    }
  }

  private static String shortened(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "...";
  }
}

package dev.rubato.training.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rubato.training.BadInputException;
import java.io.IOException;

/** Settings given as {@code name=value} on a command line. Stateless; may be shared. */
final class Settings {
  private Settings() {}

  /**
   * Changes one setting.
   *
   * @param tree the configuration
   * @param setting {@code name=value} or {@code group.name=value}; the value is JSON or text
   */
  static void set(ObjectNode tree, String setting) throws IOException {
    int equals = setting.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException("--set wants name=value, but got " + setting);
    }
    String[] path = setting.substring(0, equals).split("\\.");
    ObjectNode node = tree;
    for (int i = 0; i < path.length - 1; i++) {
      if (!(node.get(path[i]) instanceof ObjectNode inner)) {
        throw new BadInputException("there is no group of settings named " + path[i]);
      }
      node = inner;
    }
    String name = path[path.length - 1];
    if (!node.has(name)) {
      throw new BadInputException("there is no setting named " + setting.substring(0, equals));
    }
    String value = setting.substring(equals + 1);
    ObjectMapper json = new ObjectMapper();
    boolean literal = value.matches("-?[0-9.]+([eE]-?[0-9]+)?|true|false|null|[\\[{].*");
    node.set(name, literal ? json.readTree(value) : json.valueToTree(value));
  }
}

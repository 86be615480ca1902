package dev.rubato.server.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a configuration for people, so that it can be read again. */
final class ConfigText {
  private static final int WIDTH = 96;

  private ConfigText() {}

  static String yaml(Map<String, EffectiveConfig.Source> sources) {
    StringBuilder text = new StringBuilder();
    String section = "";
    for (SettingKey key : SettingKey.of(ServerConfig.class)) {
      int dot = key.key().indexOf('.');
      String parent = dot < 0 ? "" : key.key().substring(0, dot);
      if (!parent.equals(section)) {
        section = parent;
        text.append('\n').append(section).append(":\n");
      }
      String indent = section.isEmpty() ? "" : "  ";
      for (String line : wrap(key.about(), WIDTH - indent.length() - 2)) {
        text.append(indent).append("# ").append(line).append('\n');
      }
      EffectiveConfig.Source source = sources.get(key.key());
      text.append(indent).append(key.key().substring(dot + 1)).append(": ");
      text.append(value(key, source.text()));
      text.append("  # ").append(origin(key, source)).append('\n');
    }
    return text.toString();
  }

  private static String origin(SettingKey key, EffectiveConfig.Source source) {
    if (source.origin().equals("default")) {
      return source.origin();
    }
    String standard = key.standard().isEmpty() ? "empty" : key.standard();
    return source.origin() + ", default " + standard;
  }

  private static String value(SettingKey key, String text) {
    if (key.isSecret()) {
      return text.isBlank() ? "[]" : "\"********\"";
    }
    if (key.type() instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      List<String> items = new ArrayList<>();
      SettingValue.parse(key.type(), text);
      for (String item : text.split(",", -1)) {
        if (!item.isBlank()) {
          items.add(quote(item.strip()));
        }
      }
      return "[" + String.join(", ", items) + "]";
    }
    return text.isEmpty() || !text.matches("[A-Za-z0-9./][A-Za-z0-9./_-]*") ? quote(text) : text;
  }

  private static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() + 1 > width && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

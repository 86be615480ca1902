package dev.rubato.server.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One setting as its record component declares it.
 *
 * @param key path of component names, in kebab case, joined by dots
 * @param type what its value is
 * @param standard the default, written as in a file
 * @param about what it does
 */
record SettingKey(String key, Type type, String standard, String about) {

  /** All settings of a tree of records, in the order of declaration. */
  static List<SettingKey> of(Class<?> tree) {
    List<SettingKey> keys = new ArrayList<>();
    collect(tree, "", keys);
    return keys;
  }

  private static void collect(Class<?> node, String prefix, List<SettingKey> into) {
    for (RecordComponent component : node.getRecordComponents()) {
      String key = prefix + kebab(component.getName());
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        collect(component.getType(), key + ".", into);
      } else {
        into.add(new SettingKey(key, component.getGenericType(), setting.value(), setting.about()));
      }
    }
  }

  static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** The environment variable that sets it. */
  String variable() {
    return "RUBATO_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Whether its value is a secret or a list of them. */
  boolean isSecret() {
    return type.getTypeName().contains(Secret.class.getName());
  }
}

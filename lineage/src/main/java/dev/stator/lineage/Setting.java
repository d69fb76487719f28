package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a configuration file, whatever its language: texts (numbers and truth values are
 * theirs), lists and maps, each with the line that it begins at. What is null in the file is not
 * there.
 */
sealed interface Setting {
  int line();

  record Text(PartialText value, int line) implements Setting {}

  record Items(List<Setting> all, int line) implements Setting {}

  record Entries(Map<String, Setting> all, int line) implements Setting {}

  static Setting text(String value, int line) {
    return new Text(PartialText.of(value), line);
  }

  /** The entry of a map; null when this is no map or has none of the name. */
  default @Nullable Setting get(String name) {
    return this instanceof Entries entries ? entries.all().get(name) : null;
  }

  /** The value at the end of a path of names. */
  default @Nullable Setting get(String first, String... more) {
    Setting at = get(first);
    for (String name : more) {
      at = at == null ? null : at.get(name);
    }
    return at;
  }

  /** The entries of a map; empty for anything else. */
  static Map<String, Setting> entries(@Nullable Setting setting) {
    return setting instanceof Entries entries ? entries.all() : Map.of();
  }

  /** The elements of a list, or the value itself where one stands for a list of one. */
  static List<Setting> items(@Nullable Setting setting) {
    return setting == null
        ? List.of()
        : setting instanceof Items items ? items.all() : List.of(setting);
  }

  /** The whole text, or null when this is none or deployment fills some of it in. */
  static @Nullable String literal(@Nullable Setting setting) {
    return setting instanceof Text text ? text.value().literal() : null;
  }

  /** The texts among the elements. */
  static List<PartialText> texts(@Nullable Setting setting) {
    List<PartialText> texts = new ArrayList<>();
    for (Setting item : items(setting)) {
      if (item instanceof Text text) {
        texts.add(text.value());
      }
    }
    return texts;
  }
}

package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The functions of Terraform that make texts and collections of texts and collections. None reads a
 * file, the clock or the network. A function not listed, or whose arguments are not known well
 * enough, gives null.
 */
final class HclFunctions {
  private HclFunctions() {}

  static @Nullable Setting call(String name, List<@Nullable Setting> arguments, int line) {
    Setting first = arguments.isEmpty() ? null : arguments.get(0);
    Setting second = arguments.size() < 2 ? null : arguments.get(1);
    return switch (name) {
      case "jsonencode",
          "tolist",
          "tomap",
          "tostring",
          "sensitive",
          "nonsensitive",
          "compact",
          "distinct",
          "sort" ->
          first;
      case "toset" -> set(first, line);
      case "jsondecode", "yamldecode" ->
          first instanceof Setting.Text text ? parsed(text.value()) : null;
      case "format" -> format(arguments, line);
      case "join" -> join(first, second, line);
      case "concat", "flatten" -> concat(arguments, line);
      case "merge" -> merge(arguments, line);
      case "lower", "upper", "trimspace" -> changed(name, first, line);
      case "replace" -> replaced(arguments, line);
      case "split" -> split(first, second, line);
      case "lookup" -> lookup(arguments);
      case "element" -> element(first, second);
      case "coalesce", "try" -> coalesce(arguments);
      case "keys" ->
          first instanceof Setting.Entries
              ? new Setting.Items(
                  HclExpressions.keys(first).stream().map(key -> Setting.text(key, line)).toList(),
                  line)
              : null;
      case "values" ->
          first instanceof Setting.Entries entries
              ? new Setting.Items(
                  HclExpressions.keys(first).stream()
                      .map(key -> java.util.Objects.requireNonNull(entries.all().get(key)))
                      .toList(),
                  line)
              : null;
      default -> null;
    };
  }

  /** A set, whose elements are their own keys. */
  private static @Nullable Setting set(@Nullable Setting list, int line) {
    Map<String, Setting> entries = new LinkedHashMap<>();
    for (Setting item : Setting.items(list)) {
      String key = Setting.literal(item);
      if (key == null) {
        return null;
      }
      entries.put(key, item);
    }
    return list instanceof Setting.Items ? new Setting.Entries(entries, line) : null;
  }

  private static @Nullable Setting format(List<@Nullable Setting> arguments, int line) {
    String pattern = arguments.isEmpty() ? null : Setting.literal(arguments.get(0));
    if (pattern == null) {
      return null;
    }
    PartialText made = PartialText.of("");
    int next = 1;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        made = made.plus(String.valueOf(c));
        continue;
      }
      char verb = ++i < pattern.length() ? pattern.charAt(i) : ' ';
      if (verb == '%') {
        made = made.plus("%");
      } else if ((verb == 's' || verb == 'v' || verb == 'd')
          && next < arguments.size()
          && arguments.get(next) instanceof Setting.Text text) {
        made = made.plus(text.value());
        next++;
      } else {
        return null;
      }
    }
    return new Setting.Text(made, line);
  }

  private static @Nullable Setting join(
      @Nullable Setting separator, @Nullable Setting list, int line) {
    return separator instanceof Setting.Text between
            && list instanceof Setting.Items items
            && items.all().stream().allMatch(Setting.Text.class::isInstance)
        ? new Setting.Text(PartialText.join(Setting.texts(items), between.value()), line)
        : null;
  }

  private static @Nullable Setting concat(List<@Nullable Setting> lists, int line) {
    List<Setting> all = new ArrayList<>();
    for (Setting list : lists) {
      if (!(list instanceof Setting.Items items)) {
        return null;
      }
      for (Setting item : items.all()) {
        all.addAll(lists.size() == 1 ? Setting.items(item) : List.of(item));
      }
    }
    return new Setting.Items(all, line);
  }

  private static @Nullable Setting merge(List<@Nullable Setting> maps, int line) {
    Map<String, Setting> all = new LinkedHashMap<>();
    for (Setting map : maps) {
      if (map != null && !(map instanceof Setting.Entries)) {
        return null;
      }
      all.putAll(Setting.entries(map));
    }
    return new Setting.Entries(all, line);
  }

  private static @Nullable Setting changed(String how, @Nullable Setting setting, int line) {
    String text = Setting.literal(setting);
    if (text == null) {
      return null;
    }
    return switch (how) {
      case "lower" -> Setting.text(text.toLowerCase(Locale.ROOT), line);
      case "upper" -> Setting.text(text.toUpperCase(Locale.ROOT), line);
      case "trimspace" -> Setting.text(text.strip(), line);
      default -> null;
    };
  }

  private static @Nullable Setting replaced(List<@Nullable Setting> arguments, int line) {
    if (arguments.size() != 3) {
      return null;
    }
    String text = Setting.literal(arguments.get(0));
    String from = Setting.literal(arguments.get(1));
    String to = Setting.literal(arguments.get(2));
    boolean pattern = from != null && from.startsWith("/") && from.endsWith("/");
    return text == null || from == null || from.isEmpty() || to == null || pattern
        ? null
        : Setting.text(text.replace(from, to), line);
  }

  private static @Nullable Setting split(
      @Nullable Setting separator, @Nullable Setting setting, int line) {
    String between = Setting.literal(separator);
    String text = Setting.literal(setting);
    if (between == null || between.isEmpty() || text == null) {
      return null;
    }
    List<Setting> parts = new ArrayList<>();
    for (String part : text.split(java.util.regex.Pattern.quote(between), -1)) {
      parts.add(Setting.text(part, line));
    }
    return new Setting.Items(parts, line);
  }

  private static @Nullable Setting lookup(List<@Nullable Setting> arguments) {
    String key = arguments.size() < 2 ? null : Setting.literal(arguments.get(1));
    if (key == null || !(arguments.get(0) instanceof Setting.Entries map)) {
      return null;
    }
    Setting found = map.get(key);
    return found != null || arguments.size() < 3 ? found : arguments.get(2);
  }

  private static @Nullable Setting element(@Nullable Setting list, @Nullable Setting place) {
    String index = Setting.literal(place);
    return index != null
            && index.matches("\\d{1,4}")
            && list instanceof Setting.Items items
            && !items.all().isEmpty()
        ? items.all().get(Integer.parseInt(index) % items.all().size())
        : null;
  }

  /** The first argument, if it is known to be there. */
  private static @Nullable Setting coalesce(List<@Nullable Setting> arguments) {
    for (Setting argument : arguments) {
      if (argument != null && !"".equals(Setting.literal(argument))) {
        return argument instanceof Setting.Text text && text.value().literal() == null
            ? null
            : argument;
      }
    }
    return null;
  }

  /** A JSON text of which some is known on deployment only; null when it is none. */
  static @Nullable Setting parsed(PartialText text) {
    StringBuilder json = new StringBuilder();
    List<PartialText.Part> missing = new ArrayList<>();
    for (PartialText.Part part : text.parts()) {
      if (part instanceof PartialText.Part.Known known) {
        json.append(known.text());
      } else {
        json.append('\uE000').append(missing.size()).append('\uE000');
        missing.add(part);
      }
    }
    try {
      Setting read = YamlSettings.read(json.toString());
      return read == null ? null : restored(read, missing);
    } catch (YamlEngineException broken) {
      return null;
    }
  }

  private static Setting restored(Setting setting, List<PartialText.Part> missing) {
    if (setting instanceof Setting.Items items) {
      return new Setting.Items(
          items.all().stream().map(item -> restored(item, missing)).toList(), items.line());
    } else if (setting instanceof Setting.Entries map) {
      Map<String, Setting> entries = new LinkedHashMap<>();
      map.all().forEach((name, value) -> entries.put(name, restored(value, missing)));
      return new Setting.Entries(entries, map.line());
    }
    String text = Setting.literal(setting);
    PartialText made = PartialText.of("");
    String[] pieces = text == null ? new String[0] : text.split("\uE000", -1);
    for (int i = 0; i < pieces.length; i++) {
      boolean place = i % 2 == 1 && pieces[i].matches("\\d{1,6}");
      int index = place ? Integer.parseInt(pieces[i]) : missing.size();
      made =
          made.plus(
              index < missing.size()
                  ? new PartialText(List.of(missing.get(index)))
                  : PartialText.of(pieces[i]));
    }
    return new Setting.Text(made, setting.line());
  }
}

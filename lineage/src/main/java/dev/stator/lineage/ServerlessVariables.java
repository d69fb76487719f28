package dev.stator.lineage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables of the Serverless Framework: {@code ${self:…}}, {@code ${opt:…}}, {@code ${env:…}},
 * {@code ${file(…)}} and their kin, each by the first of its alternatives that is known. A variable
 * that only deployment knows is left in the text as such; what is not a variable of the framework
 * ({@code ${AWS::Region}}) is left as it is.
 */
final class ServerlessVariables {
  private static final Pattern SOURCE = Pattern.compile("([A-Za-z][\\w-]*)(?:\\(([^)]*)\\))?:(.*)");
  private static final Pattern FILE = Pattern.compile("file\\(([^)]*)\\)(?::(.*))?");
  private static final int DEEPEST = 40;
  private static final int STEPS = 200_000;

  private final SourceScan.Found template;
  private final Setting root;
  private final Set<Path> includes = new LinkedHashSet<>();
  private int depth;
  private int steps;

  ServerlessVariables(SourceScan.Found template, Setting root) {
    this.template = template;
    this.root = root;
  }

  private Setting later(String written, int line) {
    return new Setting.Text(PartialText.later(written, template.name()), line);
  }

  /** A value with its variables in place; null when it stands for no value. */
  @Nullable Setting expand(@Nullable Setting setting) {
    if (setting == null) {
      return null;
    }
    if (depth > DEEPEST || ++steps > STEPS) {
      return later("a variable of itself", setting.line());
    }
    depth++;
    try {
      if (setting instanceof Setting.Text text) {
        String literal = text.value().literal();
        return literal == null ? text : expand(literal, text.line());
      }
      if (setting instanceof Setting.Items items) {
        List<Setting> all = new ArrayList<>();
        for (Setting item : items.all()) {
          Setting made = expand(item);
          if (made != null) {
            all.add(made);
          }
        }
        return new Setting.Items(all, items.line());
      }
      Map<String, Setting> all = new LinkedHashMap<>();
      Setting.entries(setting)
          .forEach(
              (name, value) -> {
                Setting made = expand(value);
                if (made != null) {
                  all.put(name, made);
                }
              });
      return new Setting.Entries(all, setting.line());
    } finally {
      depth--;
    }
  }

  private @Nullable Setting expand(String text, int line) {
    if (text.contains("{{resolve:")) {
      return later(text, line);
    }
    PartialText made = PartialText.of("");
    int at = 0;
    while (true) {
      int open = text.indexOf("${", at);
      int close = open < 0 ? -1 : end(text, open + 2);
      if (close < 0) {
        return new Setting.Text(made.plus(text.substring(at)), line);
      }
      String inside = text.substring(open + 2, close);
      made = made.plus(text.substring(at, open));
      at = close + 1;
      if (!isVariable(inside)) {
        made = made.plus("${" + inside + "}");
        continue;
      }
      Setting value = variable(inside, line);
      if (open == 0 && at == text.length()) {
        return value;
      }
      made =
          made.plus(
              value instanceof Setting.Text piece
                  ? piece.value()
                  : PartialText.later(inside, template.name()));
    }
  }

  /** Where the brace that closes a variable stands, or -1. */
  private static int end(String text, int from) {
    int open = 1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isVariable(String inside) {
    return !inside.startsWith("AWS::")
        && (inside.startsWith("file(") || SOURCE.matcher(inside).matches());
  }

  private @Nullable Setting variable(String inside, int line) {
    Setting inner = inside.contains("${") ? expand(inside, line) : Setting.text(inside, line);
    String written = Setting.literal(inner);
    if (written == null) {
      return later(inside, line);
    }
    Setting unknown = null;
    for (String alternative : alternatives(written)) {
      Setting value = alternative(alternative.strip(), line);
      if (value instanceof Setting.Text text && text.value().literal() == null) {
        unknown = unknown == null ? value : unknown;
      } else if (value != null) {
        return value;
      }
    }
    return unknown != null ? unknown : later(written, line);
  }

  private static List<String> alternatives(String written) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int open = 0;
    char quote = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      } else if (c == ',' && open == 0) {
        parts.add(written.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(written.substring(from));
    return parts;
  }

  /** One alternative: a value, a text that is known on deployment only, or null for nothing. */
  private @Nullable Setting alternative(String written, int line) {
    int length = written.length();
    if (length > 1
        && (written.charAt(0) == '\'' || written.charAt(0) == '"')
        && written.charAt(length - 1) == written.charAt(0)) {
      return Setting.text(written.substring(1, length - 1), line);
    }
    Matcher file = FILE.matcher(written);
    if (file.matches()) {
      Setting included = included(file.group(1).strip(), line);
      Setting part = file.group(2) == null ? expand(included) : at(included, file.group(2).strip());
      return part == null ? later(written, line) : part;
    }
    Matcher source = SOURCE.matcher(written);
    if (!source.matches()) {
      return written.isEmpty() || written.equals("null") ? null : Setting.text(written, line);
    }
    String path = source.group(3).strip();
    return switch (source.group(1)) {
      case "self" -> self(path, line);
      case "sls" -> path.equals("stage") ? self("provider.stage", line) : later(written, line);
      case "param" -> parameter(path, line);
      default -> later(written, line);
    };
  }

  /** A file that the template includes; it has no lines of its own, but that of its inclusion. */
  private @Nullable Setting included(String path, int line) {
    Path folder = template.path().toAbsolutePath().getParent();
    Path file = folder == null ? null : Templates.below(template.root(), folder, path);
    Setting read = file == null ? null : Templates.included(file);
    if (file == null || read == null) {
      return null;
    }
    includes.add(file);
    return placed(read, line);
  }

  /** The files that were included so far. */
  Set<Path> includes() {
    return includes;
  }

  private static Setting placed(Setting setting, int line) {
    if (setting instanceof Setting.Items items) {
      return new Setting.Items(items.all().stream().map(item -> placed(item, line)).toList(), line);
    } else if (setting instanceof Setting.Entries map) {
      Map<String, Setting> entries = new LinkedHashMap<>();
      map.all().forEach((name, value) -> entries.put(name, placed(value, line)));
      return new Setting.Entries(entries, line);
    }
    return setting instanceof Setting.Text text ? new Setting.Text(text.value(), line) : setting;
  }

  private @Nullable Setting self(String path, int line) {
    Setting found = at(root, path);
    if (found == null && path.equals("provider.stage")) {
      return Setting.text("dev", line);
    }
    if (found == null && path.equals("provider.region")) {
      return Setting.text("us-east-1", line);
    }
    return found;
  }

  private @Nullable Setting parameter(String name, int line) {
    String stage = Setting.literal(self("provider.stage", line));
    Setting own = stage == null ? null : at(root, "params." + stage + "." + name);
    return own != null ? own : at(root, "params.default." + name);
  }

  private @Nullable Setting at(@Nullable Setting from, String path) {
    Setting at = from;
    for (String step : path.split("\\.", -1)) {
      Setting known = at instanceof Setting.Text ? expand(at) : at;
      if (known instanceof Setting.Items items && step.matches("\\d{1,4}")) {
        int index = Integer.parseInt(step);
        at = index < items.all().size() ? items.all().get(index) : null;
      } else {
        at = known == null ? null : known.get(step);
      }
    }
    return expand(at);
  }
}

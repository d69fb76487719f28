package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * An expression of a template as one line, {@code !Select [1, !Ref Names]}. Different expressions
 * are different lines: whatever is not a plain word is quoted, and a line that was cut ends with
 * the sum of the whole. What an anchor holds is summed once, however often it is referred to.
 */
final class WrittenSetting {
  private static final int LONGEST = 200;
  private static final String FUNCTION = "Fn::";

  private final IdentityHashMap<Setting, String> sums = new IdentityHashMap<>();

  /** A sum of a setting: different settings have different ones. */
  static String sumOf(Setting setting) {
    return new WrittenSetting().sum(setting);
  }

  String of(String function, Setting argument) {
    return line(new Setting.Entries(Map.of(function, argument), argument.line()));
  }

  String of(Setting setting) {
    return line(setting);
  }

  private String line(Setting setting) {
    StringBuilder line = new StringBuilder();
    write(setting, line);
    return line.length() <= LONGEST
        ? line.toString()
        : line.substring(0, LONGEST) + "\u2026 " + sum(setting);
  }

  /** Stops where the line is long enough to be cut, so a setting is never written out in full. */
  private static void write(Setting setting, StringBuilder line) {
    if (line.length() > LONGEST) {
      return;
    }
    if (setting instanceof Setting.Text text) {
      line.append(word(text.value()));
    } else if (setting instanceof Setting.Items items) {
      String separator = "[";
      for (Setting item : items.all()) {
        line.append(separator);
        write(item, line);
        separator = ", ";
      }
      line.append(items.all().isEmpty() ? "[]" : "]");
    } else {
      entries(Setting.entries(setting), line);
    }
  }

  private static void entries(Map<String, Setting> entries, StringBuilder line) {
    if (entries.size() == 1) {
      Map.Entry<String, Setting> only = entries.entrySet().iterator().next();
      String name = only.getKey();
      if (name.equals("Ref") || name.equals("Condition") || name.startsWith(FUNCTION)) {
        String tag = name.startsWith(FUNCTION) ? name.substring(FUNCTION.length()) : name;
        line.append('!').append(word(PartialText.of(tag))).append(' ');
        write(only.getValue(), line);
        return;
      }
    }
    String separator = "{";
    for (Map.Entry<String, Setting> entry : entries.entrySet()) {
      line.append(separator).append(word(PartialText.of(entry.getKey()))).append(": ");
      write(entry.getValue(), line);
      separator = ", ";
    }
    line.append(entries.isEmpty() ? "{}" : "}");
  }

  private static String word(PartialText text) {
    String literal = text.literal();
    if (literal != null && literal.matches("[\\w.:/-]+")) {
      return literal;
    }
    return JsonText.quoted(literal == null ? text.token() : literal);
  }

  private String sum(Setting setting) {
    String known = sums.get(setting);
    if (known != null) {
      return known;
    }
    StringBuilder all = new StringBuilder();
    if (setting instanceof Setting.Text text) {
      all.append('t').append(text.value().token());
    } else if (setting instanceof Setting.Items items) {
      all.append('l');
      items.all().forEach(item -> all.append(sum(item)));
    } else {
      all.append('m');
      Setting.entries(setting)
          .forEach((name, value) -> all.append(JsonText.quoted(name)).append(sum(value)));
    }
    String sum = digest(all.toString());
    sums.put(setting, sum);
    return sum;
  }

  private static String digest(String text) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(sum, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}

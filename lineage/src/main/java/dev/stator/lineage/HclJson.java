package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Terraform's JSON syntax, as people generate it and the CDK for Terraform writes it. Whether a
 * property is an argument or a nested block only the provider's schema tells, so an object or a
 * list of them is both here: who asks for one of them knows which it is. A text is a template; one
 * that is a single interpolation is what the expression is.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/syntax/json">JSON Configuration
 *     Syntax</a>
 */
final class HclJson {
  private static final String COMMENT = "//";

  private HclJson() {}

  /**
   * A configuration as blocks, in one without a type.
   *
   * @throws HclFile.Broken if it is not JSON
   * @throws IOException if it cannot be read
   */
  static HclFile.Block configuration(SourceScan.Found file) throws IOException {
    List<HclFile.Block> blocks = new ArrayList<>();
    for (Setting part : Setting.items(json(file))) {
      Setting.entries(part)
          .forEach((type, bodies) -> blocks(type, labels(type), List.of(), bodies, file, blocks));
    }
    return new HclFile.Block("", List.of(), Map.of(), blocks, file.name(), 1);
  }

  /** The values of variables, which are no templates, as the attributes of a block. */
  static HclFile.Block variables(SourceScan.Found file) throws IOException {
    return block("", List.of(), json(file), file.name());
  }

  private static Setting json(SourceScan.Found file) throws IOException {
    try {
      Setting root = YamlSettings.read(new String(Files.readAllBytes(file.path()), UTF_8));
      if (root == null || root instanceof Setting.Text) {
        throw new HclFile.Broken("line 1: neither an object nor an array");
      }
      return root;
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new HclFile.Broken("line " + line + ": " + broken.getProblem());
    } catch (YamlEngineException broken) {
      throw new HclFile.Broken(String.valueOf(broken.getMessage()));
    }
  }

  /** How many names lie between the type of a block and its body. */
  private static int labels(String type) {
    return switch (type) {
      case "resource", "data" -> 2;
      case "locals", "terraform" -> 0;
      default -> 1;
    };
  }

  private static void blocks(
      String type,
      int labels,
      List<String> names,
      Setting bodies,
      SourceScan.Found file,
      List<HclFile.Block> into) {
    for (Setting body : Setting.items(bodies)) {
      if (labels == 0) {
        into.add(block(type, names, body, file.name()));
        continue;
      }
      Setting.entries(body)
          .forEach(
              (name, inner) -> {
                if (!name.equals(COMMENT)) {
                  List<String> more = new ArrayList<>(names);
                  more.add(name);
                  blocks(type, labels - 1, more, inner, file, into);
                }
              });
    }
  }

  private static HclFile.Block block(String type, List<String> names, Setting body, String file) {
    Map<String, HclExpression> attributes = new LinkedHashMap<>();
    List<HclFile.Block> blocks = new ArrayList<>();
    Setting.entries(body)
        .forEach(
            (name, value) -> {
              if (name.equals(COMMENT)) {
                return;
              }
              attributes.put(name, new HclExpression.Json(value));
              for (Setting inner : Setting.items(value)) {
                if (name.equals("dynamic")) {
                  Setting.entries(inner)
                      .forEach(
                          (label, content) ->
                              Setting.items(content)
                                  .forEach(
                                      one -> blocks.add(block(name, List.of(label), one, file))));
                } else if (inner instanceof Setting.Entries) {
                  blocks.add(block(name, List.of(), inner, file));
                }
              }
            });
    return new HclFile.Block(type, List.copyOf(names), attributes, blocks, file, body.line());
  }

  /** What a value stands for; null when it stands for no value. */
  static @Nullable Setting evaluate(
      Setting value, HclExpressions expressions, HclExpressions.Names names) {
    if (value instanceof Setting.Text text) {
      return template(text, expressions, names);
    }
    if (value instanceof Setting.Items items) {
      List<Setting> evaluated = new ArrayList<>();
      for (Setting item : items.all()) {
        Setting made = evaluate(item, expressions, names);
        if (made != null) {
          evaluated.add(made);
        }
      }
      return new Setting.Items(evaluated, items.line());
    }
    Map<String, Setting> evaluated = new LinkedHashMap<>();
    Setting.entries(value)
        .forEach(
            (name, entry) -> {
              Setting made = name.equals(COMMENT) ? null : evaluate(entry, expressions, names);
              if (made != null) {
                evaluated.put(name, made);
              }
            });
    return new Setting.Entries(evaluated, value.line());
  }

  private static @Nullable Setting template(
      Setting.Text template, HclExpressions expressions, HclExpressions.Names names) {
    String text = template.value().shown();
    if (text.contains("%{")) {
      return new Setting.Text(HclExpressions.later(text, names), template.line());
    }
    PartialText made = PartialText.of("");
    int from = 0;
    for (int open = interpolation(text, 0); open >= 0; open = interpolation(text, from)) {
      int close = close(text, open + 2);
      String inside = text.substring(open + 2, close);
      HclExpression.Written written = HclFile.expression(inside, template.line());
      Setting value = written == null ? null : expressions.value(written, names);
      boolean alone = open == 0 && close == text.length() - 1;
      if (alone && written != null && !(value instanceof Setting.Text)) {
        return value;
      }
      made =
          made.plus(text.substring(from, open).replace("$${", "${"))
              .plus(
                  value instanceof Setting.Text known
                      ? known.value()
                      : HclExpressions.later(inside, names));
      from = Math.min(close + 1, text.length());
    }
    return new Setting.Text(made.plus(text.substring(from).replace("$${", "${")), template.line());
  }

  /** Where the next interpolation begins, or -1; one with two dollars is escaped. */
  private static int interpolation(String text, int from) {
    int at = text.indexOf("${", from);
    while (at > from && text.charAt(at - 1) == '$') {
      at = text.indexOf("${", at + 2);
    }
    return at;
  }

  /** Where the interpolation ends that is entered here: at its brace or the end of the text. */
  private static int close(String text, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted) {
        if (c == '\\') {
          at++;
        } else if (c == '"') {
          quoted = false;
        } else if (c == '$' && at + 1 < text.length() && text.charAt(at + 1) == '{') {
          at = close(text, at + 2);
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && depth-- == 0) {
        return at;
      }
    }
    return text.length();
  }
}

package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a template stand for: references, intrinsic functions, defaults of parameters.
 * What only deployment knows stays in the text as such, and is never made up: a table that is given
 * no name is called by its stack, its logical id and a suffix, and of these only the middle is
 * known.
 */
final class CloudFormationValues {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(!?)([^}]*)\\}");
  private static final String OUTPUT = "Outputs.";
  private static final int DEEPEST = 64;
  private static final int STEPS = 1_000_000;

  private final Stack stack;
  private final Setting root;
  private final Map<String, Setting> resources;
  private final CloudFormationConditions conditions;
  private final WrittenSetting written = new WrittenSetting();
  private int depth;
  private int steps;

  CloudFormationValues(Stack stack) {
    this.stack = stack;
    this.root = stack.root();
    this.resources = stack.resources();
    this.conditions = new CloudFormationConditions(stack, this);
  }

  static boolean isTable(@Nullable Setting resource) {
    String type = resource == null ? null : Setting.literal(resource.get("Type"));
    return type != null
        && switch (type) {
          case "AWS::DynamoDB::Table",
              "AWS::DynamoDB::GlobalTable",
              "AWS::Serverless::SimpleTable" ->
              true;
          default -> false;
        };
  }

  /** A plain text of a template: one that refers to a secret or parameter is not known. */
  static PartialText plain(String text, String file) {
    return text.contains("{{resolve:") ? PartialText.later(text, file) : PartialText.of(text);
  }

  private PartialText later(String expression) {
    return PartialText.later(expression, stack.scope());
  }

  /** A function that cannot be told before deployment: its whole expression says which it is. */
  private PartialText later(String function, Setting argument) {
    return later(written.of(function, argument));
  }

  /** What a table is called once deployed. */
  PartialText tableName(String id) {
    Setting resource = resources.get(id);
    Setting given = resource == null ? null : resolve(resource.get("Properties", "TableName"));
    PartialText name =
        given instanceof Setting.Text text
            ? text.value()
            : later("AWS::StackName").plus("-" + id + "-").plus(later("the suffix of " + id));
    return name.meaning(Infrastructure.Table.identity(stack.file(), stack.address(id)));
  }

  /** A value without references and functions; null when it stands for no value. */
  @Nullable Setting resolve(@Nullable Setting setting) {
    if (setting == null) {
      return null;
    }
    if (depth > DEEPEST || ++steps > STEPS) {
      return new Setting.Text(
          later("a value nested too deep " + written.of(setting)), setting.line());
    }
    depth++;
    try {
      if (setting instanceof Setting.Text text) {
        String literal = text.value().literal();
        return literal == null ? text : new Setting.Text(stack.text(literal), text.line());
      }
      if (setting instanceof Setting.Items items) {
        List<Setting> resolved = new ArrayList<>();
        for (Setting item : items.all()) {
          Setting value = resolve(item);
          if (value != null) {
            resolved.add(value);
          }
        }
        return new Setting.Items(resolved, items.line());
      }
      Map<String, Setting> entries = Setting.entries(setting);
      if (entries.size() == 1) {
        Map.Entry<String, Setting> only = entries.entrySet().iterator().next();
        if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
          return intrinsic(only.getKey(), only.getValue(), setting.line());
        }
      }
      Map<String, Setting> resolved = new LinkedHashMap<>();
      entries.forEach(
          (name, value) -> {
            Setting made = resolve(value);
            if (made != null) {
              resolved.put(name, made);
            }
          });
      return new Setting.Entries(resolved, setting.line());
    } finally {
      depth--;
    }
  }

  private @Nullable Setting intrinsic(String name, Setting argument, int line) {
    PartialText value =
        switch (name) {
          case "Ref" -> {
            String id = Setting.literal(argument);
            if ("AWS::NoValue".equals(id)) {
              yield null;
            }
            yield id == null ? later(name, argument) : reference(id);
          }
          case "Fn::GetAtt" -> attribute(argument);
          case "Fn::Sub" -> substituted(argument);
          case "Fn::Join" -> joined(argument);
          case "Fn::ImportValue" -> imported(argument);
          default -> null;
        };
    if (value != null) {
      return new Setting.Text(value, line);
    }
    return switch (name) {
      case "Ref" -> null;
      case "Fn::FindInMap" -> found(argument, line);
      case "Fn::Select" -> selected(argument, line);
      case "Fn::Split" -> split(argument, line);
      case "Fn::If" -> chosen(argument, line);
      default -> new Setting.Text(later(name, argument), line);
    };
  }

  private PartialText reference(String id) {
    if (isTable(resources.get(id))) {
      return tableName(id);
    }
    if (id.startsWith("AWS::") && !id.startsWith("AWS::Stack")) {
      return PartialText.later(id, stack.placement());
    }
    Setting parameter = root.get("Parameters", id);
    String type = parameter == null ? null : Setting.literal(parameter.get("Type"));
    if (parameter == null || (type != null && type.startsWith("AWS::SSM::"))) {
      return later(id);
    }
    Setting given = stack.parameter(id);
    Setting value = given != null ? given : resolve(parameter.get("Default"));
    return value instanceof Setting.Text text && !text.value().isEmpty() ? text.value() : later(id);
  }

  private PartialText attribute(Setting argument) {
    List<Setting> path = Setting.items(argument);
    String first = path.isEmpty() ? null : Setting.literal(path.get(0));
    if (first == null) {
      return later("Fn::GetAtt", argument);
    }
    int dot = first.indexOf('.');
    String last =
        path.size() > 1 ? Setting.literal(path.get(1)) : dot < 0 ? null : first.substring(dot + 1);
    return last == null
        ? later("Fn::GetAtt", argument)
        : attribute(path.size() > 1 ? first : first.substring(0, dot), last);
  }

  private PartialText attribute(String id, String name) {
    if (isTable(resources.get(id))) {
      if (name.equals("Arn")) {
        return PartialText.arn(tableName(id), stack.placement());
      } else if (name.equals("StreamArn")) {
        return PartialText.streamArn(tableName(id), stack.placement());
      }
    }
    if (name.startsWith(OUTPUT)) {
      Stack nested = stack.nested(id);
      PartialText output =
          nested == null ? null : nested.values().output(name.substring(OUTPUT.length()));
      return output == null ? later(id + "." + name) : output;
    }
    return later(id + "." + name);
  }

  private @Nullable PartialText output(String name) {
    Setting output = root.get("Outputs", name);
    return output != null && resolve(output.get("Value")) instanceof Setting.Text value
        ? value.value()
        : null;
  }

  private PartialText substituted(Setting argument) {
    List<Setting> arguments = Setting.items(argument);
    String template = arguments.isEmpty() ? null : Setting.literal(arguments.get(0));
    if (template == null) {
      return later("Fn::Sub", argument);
    }
    Map<String, Setting> own = Setting.entries(arguments.size() > 1 ? arguments.get(1) : null);
    PartialText made = PartialText.of("");
    Matcher matcher = SUBSTITUTION.matcher(template);
    int from = 0;
    while (matcher.find()) {
      made = made.plus(template.substring(from, matcher.start()));
      from = matcher.end();
      String name = matcher.group(2).strip();
      if (!matcher.group(1).isEmpty()) {
        made = made.plus("${" + name + "}");
        continue;
      }
      int dot = name.indexOf('.');
      Setting given = own.get(name);
      if (given != null) {
        made =
            made.plus(
                resolve(given) instanceof Setting.Text text
                    ? text.value()
                    : later(written.of(given)));
      } else {
        made =
            made.plus(
                dot < 0
                    ? reference(name)
                    : attribute(name.substring(0, dot), name.substring(dot + 1)));
      }
    }
    return made.plus(template.substring(from));
  }

  private PartialText joined(Setting argument) {
    List<Setting> arguments = Setting.items(argument);
    if (arguments.size() == 2
        && resolve(arguments.get(0)) instanceof Setting.Text separator
        && resolve(arguments.get(1)) instanceof Setting.Items parts
        && parts.all().stream().allMatch(Setting.Text.class::isInstance)) {
      return PartialText.join(Setting.texts(parts), separator.value());
    }
    return later("Fn::Join", argument);
  }

  private PartialText imported(Setting argument) {
    if (!(resolve(argument) instanceof Setting.Text name)) {
      return later("Fn::ImportValue", argument);
    }
    PartialText exported = stack.imported(name.value());
    return exported != null ? exported : later("Fn::ImportValue", argument);
  }

  private Setting found(Setting argument, int line) {
    List<Setting> arguments = Setting.items(argument);
    Setting at = root.get("Mappings");
    for (Setting step : arguments) {
      String key = Setting.literal(resolve(step));
      at = at == null || key == null ? null : at.get(key);
    }
    Setting value = resolve(at);
    return value == null ? new Setting.Text(later("Fn::FindInMap", argument), line) : value;
  }

  private Setting selected(Setting argument, int line) {
    List<Setting> arguments = Setting.items(argument);
    String index = arguments.size() == 2 ? Setting.literal(resolve(arguments.get(0))) : null;
    if (index != null
        && index.matches("\\d{1,4}")
        && resolve(arguments.get(1)) instanceof Setting.Items list
        && Integer.parseInt(index) < list.all().size()) {
      return list.all().get(Integer.parseInt(index));
    }
    return new Setting.Text(later("Fn::Select", argument), line);
  }

  private Setting split(Setting argument, int line) {
    List<Setting> arguments = Setting.items(argument);
    String separator = arguments.size() == 2 ? Setting.literal(resolve(arguments.get(0))) : null;
    String text = arguments.size() == 2 ? Setting.literal(resolve(arguments.get(1))) : null;
    if (separator == null || separator.isEmpty() || text == null) {
      return new Setting.Text(later("Fn::Split", argument), line);
    }
    List<Setting> parts = new ArrayList<>();
    for (String part : text.split(Pattern.quote(separator), -1)) {
      parts.add(Setting.text(part, line));
    }
    return new Setting.Items(parts, line);
  }

  /**
   * What a known condition decides. A choice whose two outcomes are one is no choice; of any other,
   * only deployment knows.
   */
  private @Nullable Setting chosen(Setting argument, int line) {
    List<Setting> arguments = Setting.items(argument);
    if (arguments.size() == 3) {
      Boolean condition = conditions.holds(Setting.literal(arguments.get(0)));
      if (condition != null) {
        return resolve(arguments.get(condition ? 1 : 2));
      }
      Setting then = resolve(arguments.get(1));
      if (then instanceof Setting.Text one
          && resolve(arguments.get(2)) instanceof Setting.Text other
          && one.value().equals(other.value())) {
        return one;
      }
    }
    return new Setting.Text(later("Fn::If", argument), line);
  }

  /** What the template's outputs export, by the name that they are exported under. */
  Map<PartialText, PartialText> exported() {
    Map<PartialText, PartialText> exported = new LinkedHashMap<>();
    for (Setting output : Setting.entries(root.get("Outputs")).values()) {
      if (resolve(output.get("Export", "Name")) instanceof Setting.Text name
          && resolve(output.get("Value")) instanceof Setting.Text value) {
        exported.put(name.value(), value.value());
      }
    }
    return exported;
  }
}

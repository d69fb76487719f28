package dev.stator.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One template: CloudFormation (also as CDK synthesizes it), SAM, or a serverless.yml with such
 * resources inside. A value is resolved from references to tables, from defaults of parameters and
 * from the template's own variables; what is known only on deployment is not known here, and a name
 * that holds some of it is no name.
 */
final class Template {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}!]+)\\}");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(self|opt):([^}$,]*)(?:,([^}$]*))?\\}");
  private static final int ROUNDS = 8;

  private final String file;
  private final Map<?, ?> root;
  private final Map<?, ?> resources;
  private final boolean serverless;

  private Template(String file, Map<?, ?> root) {
    this.file = file;
    this.root = root;
    this.serverless = root.containsKey("provider") && root.containsKey("service");
    this.resources =
        serverless ? map(map(root.get("resources")).get("Resources")) : map(root.get("Resources"));
  }

  /** The template in a file, or null when the file is none. */
  static @Nullable Template read(SourceScan.Found file, List<LineageReport.Skipped> skipped) {
    try (InputStream in = Files.newInputStream(file.path())) {
      LoadSettings settings =
          LoadSettings.builder()
              .setAllowDuplicateKeys(true)
              .setCodePointLimit(8 << 20)
              .setMaxAliasesForCollections(50)
              .build();
      Object document = new Load(settings, new Intrinsics(settings)).loadFromInputStream(in);
      if (!(document instanceof Map<?, ?> root)) {
        return null;
      }
      Template template = new Template(file.name(), root);
      return template.serverless
              || template.resources.values().stream()
                  .anyMatch(value -> map(value).get("Type") instanceof String)
          ? template
          : null;
    } catch (IOException | YamlEngineException broken) {
      skipped.add(
          new LineageReport.Skipped(
              file.name(), "not understood as a template: " + firstLine(broken)));
      return null;
    }
  }

  private static String firstLine(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** CloudFormation's short forms, {@code !Ref x} for {@code {Ref: x}}. */
  private static final class Intrinsics extends StandardConstructor {
    Intrinsics(LoadSettings settings) {
      super(settings);
    }

    @Override
    protected Optional<ConstructNode> findConstructorFor(Node node) {
      String tag = node.getTag().getValue();
      return tag.startsWith("!") && tag.length() > 1
          ? Optional.of(
              tagged ->
                  Map.of(tag.equals("!Ref") ? "Ref" : "Fn::" + tag.substring(1), untagged(tagged)))
          : super.findConstructorFor(node);
    }

    private Object untagged(Node node) {
      if (node instanceof ScalarNode scalar) {
        return scalar.getValue();
      }
      Node plain =
          node instanceof SequenceNode list
              ? new SequenceNode(Tag.SEQ, list.getValue(), list.getFlowStyle())
              : new MappingNode(
                  Tag.MAP, ((MappingNode) node).getValue(), ((MappingNode) node).getFlowStyle());
      Object built = constructObject(plain);
      return built == null ? Map.of() : built;
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  List<Infrastructure.Table> tables() {
    List<Infrastructure.Table> tables = new ArrayList<>();
    resources.forEach(
        (id, resource) -> {
          String logicalId = String.valueOf(id);
          if (isTable(logicalId)) {
            tables.add(new Infrastructure.Table(file, logicalId, tableName(logicalId)));
          }
        });
    return tables;
  }

  private boolean isTable(String logicalId) {
    return switch (String.valueOf(map(resources.get(logicalId)).get("Type"))) {
      case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable" ->
          true;
      default -> false;
    };
  }

  private String tableName(String logicalId) {
    Object given = map(map(resources.get(logicalId)).get("Properties")).get("TableName");
    String name = given == null ? null : resolve(given, 0);
    return name == null ? logicalId : name;
  }

  List<Infrastructure.Function> functions() {
    List<Infrastructure.Function> functions = new ArrayList<>();
    Map<?, ?> globals = map(map(root.get("Globals")).get("Function"));
    resources.forEach(
        (id, resource) -> {
          String type = String.valueOf(map(resource).get("Type"));
          if (type.equals("AWS::Serverless::Function") || type.equals("AWS::Lambda::Function")) {
            functions.add(
                function(String.valueOf(id), map(map(resource).get("Properties")), globals));
          }
        });
    if (serverless) {
      Map<?, ?> shared = map(map(root.get("provider")).get("environment"));
      map(root.get("functions"))
          .forEach(
              (id, function) ->
                  functions.add(serverlessFunction(String.valueOf(id), map(function), shared)));
    }
    return functions;
  }

  private Infrastructure.Function function(String id, Map<?, ?> properties, Map<?, ?> globals) {
    Object folder =
        properties.containsKey("CodeUri") ? properties.get("CodeUri") : globals.get("CodeUri");
    Object handler =
        properties.containsKey("Handler") ? properties.get("Handler") : globals.get("Handler");
    Map<String, String> environment = new LinkedHashMap<>();
    environment(map(map(globals.get("Environment")).get("Variables")), environment);
    environment(map(map(properties.get("Environment")).get("Variables")), environment);
    String base = joined(parent(file), folder instanceof String text ? text : "");
    return new Infrastructure.Function(
        file, id, base, handler instanceof String text ? text : "", environment);
  }

  private Infrastructure.Function serverlessFunction(
      String id, Map<?, ?> function, Map<?, ?> shared) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment(shared, environment);
    environment(map(function.get("environment")), environment);
    Object handler = function.get("handler");
    return new Infrastructure.Function(
        file, id, parent(file), handler instanceof String text ? text : "", environment);
  }

  private void environment(Map<?, ?> written, Map<String, String> environment) {
    written.forEach(
        (name, value) -> {
          String resolved = value == null ? null : resolve(value, 0);
          if (resolved == null) {
            environment.remove(String.valueOf(name));
          } else {
            environment.put(String.valueOf(name), resolved);
          }
        });
  }

  /** The text that a value stands for, or null when some of it is known on deployment only. */
  private @Nullable String resolve(Object value, int depth) {
    if (depth > ROUNDS) {
      return null;
    }
    if (value instanceof String text) {
      return variables(text);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    Map<?, ?> function = map(value);
    if (function.get("Ref") instanceof String id) {
      return reference(id, depth);
    }
    Object attribute = function.get("Fn::GetAtt");
    if (attribute != null) {
      String id =
          attribute instanceof List<?> list && !list.isEmpty()
              ? String.valueOf(list.get(0))
              : String.valueOf(attribute).split("\\.", 2)[0];
      return isTable(id) ? tableName(id) : null;
    }
    Object substitution = function.get("Fn::Sub");
    if (substitution instanceof String text) {
      return substituted(text, Map.of(), depth);
    }
    if (substitution instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String text) {
      return substituted(text, map(list.get(1)), depth);
    }
    if (function.get("Fn::Join") instanceof List<?> join
        && join.size() == 2
        && join.get(1) instanceof List<?> parts) {
      List<String> resolved = new ArrayList<>();
      for (Object part : parts) {
        String text = part == null ? null : resolve(part, depth + 1);
        if (text == null) {
          return null;
        }
        resolved.add(text);
      }
      return String.join(String.valueOf(join.get(0)), resolved);
    }
    return null;
  }

  private @Nullable String reference(String id, int depth) {
    if (isTable(id)) {
      return tableName(id);
    }
    Object fallback = map(map(root.get("Parameters")).get(id)).get("Default");
    return fallback == null ? null : resolve(fallback, depth + 1);
  }

  private @Nullable String substituted(String text, Map<?, ?> given, int depth) {
    Matcher matcher = SUBSTITUTION.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      Object own = given.get(name);
      String value =
          own != null ? resolve(own, depth + 1) : reference(name.split("\\.", 2)[0], depth + 1);
      if (value == null) {
        return null;
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(out).toString();
  }

  /** The variables of the Serverless Framework; {@code ${opt:…}} by its default. */
  private @Nullable String variables(String text) {
    if (!serverless) {
      return text.contains("{{resolve:") ? null : text;
    }
    String current = text;
    for (int round = 0; round < ROUNDS && current.contains("${"); round++) {
      Matcher matcher = VARIABLE.matcher(current);
      StringBuilder out = new StringBuilder();
      while (matcher.find()) {
        String value = variable(matcher.group(1), matcher.group(2).strip(), matcher.group(3));
        if (value == null) {
          return null;
        }
        matcher.appendReplacement(out, Matcher.quoteReplacement(value.strip()));
      }
      String next = matcher.appendTail(out).toString();
      if (next.equals(current)) {
        return null;
      }
      current = next;
    }
    return current.contains("${") ? null : current;
  }

  /** One variable, or its fallback: a quoted text, or another variable without its braces. */
  private @Nullable String variable(String source, String path, @Nullable String fallback) {
    Object found = source.equals("self") ? self(path) : null;
    if (found instanceof String || found instanceof Number) {
      return found.toString();
    }
    if (fallback == null) {
      return null;
    }
    String other = fallback.strip();
    boolean quoted = other.length() > 1 && (other.charAt(0) == '\'' || other.charAt(0) == '"');
    if (quoted) {
      return other.substring(1, other.length() - 1);
    }
    return other.contains(":") ? "${" + other + "}" : other;
  }

  private @Nullable Object self(String path) {
    Object at = root;
    for (String step : path.split("\\.", -1)) {
      at = map(at).get(step);
    }
    if (at == null && path.equals("provider.stage")) {
      return "dev";
    }
    return at instanceof Map<?, ?> function && function.containsKey("Ref")
        ? resolve(function, 1)
        : at;
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Two relative paths one after the other, without {@code .} and {@code ..}. */
  static String joined(String folder, String path) {
    List<String> steps = new ArrayList<>();
    for (String step : (folder + "/" + path).split("/", -1)) {
      if (step.equals("..") && !steps.isEmpty()) {
        steps.remove(steps.size() - 1);
      } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }
}

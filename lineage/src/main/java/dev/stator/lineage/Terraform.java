package dev.stator.lineage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Terraform of a tree: each folder with {@code .tf} or {@code .tf.json} files that no other
 * folder calls (or that is in a circle of calls) is a root module, applied with the defaults of its
 * variables and with {@code terraform.tfvars} and {@code *.auto.tfvars}, which Terraform reads by
 * itself, as HCL or JSON. A file that is neither is left out with its reason; the rest of its
 * folder is read without it.
 */
final class Terraform {
  private static final String JSON = ".json";
  private static final String FUNCTION = "aws_lambda_function";

  private final Map<String, List<HclFile.Block>> folders = new TreeMap<>();
  private final Map<String, Map<String, HclFile.Block>> variables = new TreeMap<>();
  private final List<TerraformModule> modules = new ArrayList<>();
  private final Roles roles = new Roles();

  private Terraform() {}

  static boolean mayDescribe(String name) {
    return isConfiguration(name) || isVariables(name);
  }

  private static boolean isConfiguration(String name) {
    return name.endsWith(".tf") || name.endsWith(".tf.json");
  }

  private static boolean isVariables(String path) {
    String name = path.endsWith(JSON) ? path.substring(0, path.length() - JSON.length()) : path;
    return name.endsWith(".auto.tfvars")
        || name.equals("terraform.tfvars")
        || name.endsWith("/terraform.tfvars");
  }

  static Terraform read(List<SourceScan.Found> files, List<LineageReport.Skipped> skipped) {
    Terraform terraform = new Terraform();
    for (SourceScan.Found file : files) {
      if (!mayDescribe(file.name())) {
        continue;
      }
      try {
        boolean configuration = isConfiguration(file.name());
        HclFile.Block root =
            !file.name().endsWith(JSON)
                ? HclFile.read(file)
                : configuration ? HclJson.configuration(file) : HclJson.variables(file);
        String folder = Paths.parent(file.name());
        if (configuration) {
          terraform
              .folders
              .computeIfAbsent(folder, made -> new ArrayList<>())
              .addAll(root.blocks());
        } else {
          terraform
              .variables
              .computeIfAbsent(folder, made -> new TreeMap<>())
              .put(order(file.name()), root);
        }
      } catch (HclFile.Broken | IOException broken) {
        skipped.add(
            new LineageReport.Skipped(
                file.name(), "not understood as Terraform: " + broken.getMessage()));
      }
    }
    terraform.link();
    return terraform;
  }

  /** {@code terraform.tfvars} comes before the automatic ones, which come in their order. */
  private static String order(String name) {
    return name.contains(".auto.tfvars") ? "1" + name : "0" + name;
  }

  List<HclFile.Block> blocks(String folder) {
    return folders.getOrDefault(folder, List.of());
  }

  private void link() {
    HclExpressions plain = new HclExpressions();
    Set<String> called = new HashSet<>();
    folders.forEach(
        (folder, blocks) -> {
          TerraformModule alone = new TerraformModule(this, folder, Map.of());
          for (HclFile.Block block : blocks) {
            String source =
                block.type().equals("module")
                    ? Setting.literal(plain.value(block.attributes().get("source"), alone.names()))
                    : null;
            if (source != null && source.startsWith(".")) {
              called.add(Paths.joined(folder, source));
            }
          }
        });
    Set<String> applied = new HashSet<>();
    for (boolean rest : new boolean[] {false, true}) {
      for (String folder : folders.keySet()) {
        if (rest ? !applied.contains(folder) : !called.contains(folder)) {
          for (TerraformModule module : new TerraformModule(this, folder, given(folder)).all()) {
            modules.add(module);
            applied.add(module.folder());
          }
        }
      }
    }
    modules.forEach(module -> TerraformPolicies.declare(module, roles));
  }

  private Map<String, Setting> given(String folder) {
    HclExpressions plain = new HclExpressions();
    TerraformModule alone = new TerraformModule(this, folder, Map.of());
    Map<String, Setting> given = new LinkedHashMap<>();
    for (HclFile.Block file : variables.getOrDefault(folder, Map.of()).values()) {
      file.attributes()
          .forEach(
              (name, expression) -> {
                Setting value =
                    expression instanceof HclExpression.Json json
                        ? json.value()
                        : plain.value(expression, alone.names());
                if (value != null) {
                  given.put(name, value);
                }
              });
    }
    return given;
  }

  List<Infrastructure.Table> tables() {
    List<Infrastructure.Table> tables = new ArrayList<>();
    for (TerraformModule module : modules) {
      for (TerraformModule.Instance table : module.resources(TerraformModule.TABLE)) {
        tables.add(TerraformTables.table(module, table));
      }
      for (TerraformModule.Instance call : module.calls()) {
        if (TerraformRegistry.isTable(module, call)) {
          tables.add(TerraformRegistry.table(module, call));
        }
      }
    }
    return tables;
  }

  List<Infrastructure.Function> functions() {
    List<Infrastructure.Function> functions = new ArrayList<>();
    for (TerraformModule module : modules) {
      for (TerraformModule.Instance function : module.resources(FUNCTION)) {
        functions.add(function(module, function));
      }
    }
    return functions;
  }

  private Infrastructure.Function function(
      TerraformModule module, TerraformModule.Instance function) {
    Map<String, Infrastructure.Variable> environment = new LinkedHashMap<>();
    for (TerraformModule.Nested nested :
        module.nested(function.block(), "environment", function.names())) {
      Setting.entries(module.value(nested.block(), "variables", nested.names()))
          .forEach(
              (name, value) -> {
                if (value instanceof Setting.Text text) {
                  environment.put(name, new Infrastructure.Variable(text.value(), text.line()));
                }
              });
    }
    String handler = Setting.literal(module.value(function, "handler"));
    PartialText role = module.text(function, "role");
    String folder = codeFolder(module, function);
    List<PartialText> identities =
        module.identities(function, "arn", "id", "function_name", "invoke_arn", "qualified_arn");
    return new Infrastructure.Function(
        function.block().file(),
        function.block().line(),
        module.address(function),
        folder == null ? List.of(Paths.parent(function.block().file())) : List.of(folder),
        folder != null,
        handler == null ? "" : handler,
        environment,
        triggers(identities),
        feeds(identities),
        role == null ? Grants.unread("the function shows no role") : roles.of(role));
  }

  /** The folder that the function's archive is made of, where the same code makes it. */
  private static @Nullable String codeFolder(
      TerraformModule module, TerraformModule.Instance function) {
    PartialText file = module.text(function, "filename");
    for (TerraformModule.Instance archive : module.archives()) {
      if (file != null
          && (file.equals(module.text(archive, "output_path"))
              || file.equals(
                  PartialText.later(archive.address() + ".output_path", module.scope())))) {
        String folder = Setting.literal(module.value(archive, "source_dir"));
        String source = Setting.literal(module.value(archive, "source_file"));
        String place = folder != null ? folder : source != null ? Paths.parent(source) : null;
        return place == null
            ? null
            : place.startsWith("/")
                ? Paths.joined("", place)
                : Paths.joined(module.folder(), place);
      }
    }
    return null;
  }

  private Set<Infrastructure.Trigger> triggers(List<PartialText> function) {
    Set<Infrastructure.Trigger> triggers = EnumSet.noneOf(Infrastructure.Trigger.class);
    for (TerraformModule module : modules) {
      for (TerraformModule.Instance permission : module.resources("aws_lambda_permission")) {
        String principal = Setting.literal(module.value(permission, "principal"));
        if (principal != null && function.contains(module.text(permission, "function_name"))) {
          triggers.add(
              principal.startsWith("apigateway.") || principal.startsWith("elasticloadbalancing.")
                  ? Infrastructure.Trigger.REQUEST
                  : Infrastructure.Trigger.EVENT);
        }
      }
      for (TerraformModule.Instance url : module.resources("aws_lambda_function_url")) {
        if (function.contains(module.text(url, "function_name"))) {
          triggers.add(Infrastructure.Trigger.REQUEST);
        }
      }
      for (TerraformModule.Instance mapping : module.resources("aws_lambda_event_source_mapping")) {
        if (function.contains(module.text(mapping, "function_name"))) {
          triggers.add(Infrastructure.Trigger.EVENT);
        }
      }
    }
    return triggers;
  }

  private List<Infrastructure.Feed> feeds(List<PartialText> function) {
    List<Infrastructure.Feed> feeds = new ArrayList<>();
    for (TerraformModule module : modules) {
      for (TerraformModule.Instance mapping : module.resources("aws_lambda_event_source_mapping")) {
        PartialText source = module.text(mapping, "event_source_arn");
        if (source != null
            && source.isStream()
            && function.contains(module.text(mapping, "function_name"))) {
          feeds.add(
              Infrastructure.Feed.ofStream(source, mapping.block().file(), mapping.block().line()));
        }
      }
    }
    return feeds;
  }
}

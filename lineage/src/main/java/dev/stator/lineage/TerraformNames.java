package dev.stator.lineage;

import dev.stator.lineage.TerraformModule.Instance;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What references mean in a module: variables, locals, outputs of modules that it calls, attributes
 * of resources. One that leads back to itself is known on deployment only.
 */
final class TerraformNames implements HclExpressions.Names {
  private static final String DOCUMENT = "aws_iam_policy_document";

  private final TerraformModule module;
  private final Set<List<String>> open = new HashSet<>();

  TerraformNames(TerraformModule module) {
    this.module = module;
  }

  @Override
  public String scope() {
    return module.scope();
  }

  private Setting later(String written, int line) {
    return new Setting.Text(PartialText.later(written, scope()), line);
  }

  @Override
  public @Nullable Setting get(List<String> path, String written, int line) {
    String root = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (!open.add(path)) {
      return later(written, line);
    }
    try {
      Setting found = meaning(root, rest, path, line);
      return found == null ? later(written, line) : found;
    } finally {
      open.remove(path);
    }
  }

  private @Nullable Setting meaning(String root, List<String> rest, List<String> path, int line) {
    return switch (root) {
      case "var" -> rest.isEmpty() ? null : named(variable(rest.get(0)), rest);
      case "local" -> rest.isEmpty() ? null : named(local(rest.get(0)), rest);
      case "path" -> path(rest, line);
      case "module" -> output(rest);
      case "data" -> rest.size() < 2 ? null : resource("data", rest, line);
      case "each", "count", "self", "terraform" -> null;
      default -> rest.isEmpty() ? null : resource("resource", path, line);
    };
  }

  private static @Nullable Setting named(@Nullable Setting value, List<String> path) {
    return HclExpressions.taken(value, path.subList(1, path.size()));
  }

  private @Nullable Setting variable(String name) {
    Setting given = module.argument(name);
    if (given != null) {
      return given;
    }
    HclFile.Block declared = module.block("variable", name);
    return declared == null ? null : module.value(declared, "default", this);
  }

  private @Nullable Setting local(String name) {
    for (HclFile.Block block : module.blocks("locals")) {
      if (block.attributes().containsKey(name)) {
        return module.value(block, name, this);
      }
    }
    return null;
  }

  private @Nullable Setting path(List<String> rest, int line) {
    return rest.equals(List.of("module"))
        ? Setting.text("/" + module.folder(), line)
        : rest.equals(List.of("root")) ? Setting.text("/" + module.rootFolder(), line) : null;
  }

  private @Nullable Setting output(List<String> rest) {
    HclFile.Block call = rest.size() < 2 ? null : module.block("module", rest.get(0));
    if (call == null) {
      return null;
    }
    String name = "module." + rest.get(0);
    Setting each = module.value(call, "for_each", this);
    boolean repeated =
        each instanceof Setting.Entries entries && entries.all().containsKey(rest.get(1));
    Instance instance =
        repeated && each instanceof Setting.Entries entries
            ? module.instance(call, name, rest.get(1), entries)
            : module.single(call, name);
    List<String> path = rest.subList(repeated || rest.get(1).equals("0") ? 2 : 1, rest.size());
    TerraformModule child = path.isEmpty() ? null : module.child(instance);
    if (child == null) {
      return path.isEmpty() ? null : TerraformRegistry.output(module, instance, path.get(0));
    }
    HclFile.Block output = child.block("output", path.get(0));
    return output == null ? null : named(child.value(output, "value", child.names()), path);
  }

  /** What a path into a resource or data source means: its type, its name, what is taken of it. */
  private @Nullable Setting resource(String kind, List<String> path, int line) {
    HclFile.Block block = module.block(kind, path.get(0), path.get(1));
    if (block == null) {
      return null;
    }
    String name = (kind.equals("data") ? "data." : "") + path.get(0) + "." + path.get(1);
    List<String> rest = path.subList(2, path.size());
    Setting each = module.value(block, "for_each", this);
    if (each instanceof Setting.Entries entries) {
      if (rest.isEmpty()) {
        Map<String, Setting> all = new LinkedHashMap<>();
        for (Instance instance : module.instances(block, name)) {
          String key = HclExpressions.keys(entries).get(all.size());
          all.put(key, whole(instance, line));
        }
        return new Setting.Entries(all, line);
      }
      return entries.all().containsKey(rest.get(0))
          ? attribute(
              module.instance(block, name, rest.get(0), entries),
              rest.subList(1, rest.size()),
              line)
          : null;
    }
    boolean counted =
        block.attributes().containsKey("count")
            && !rest.isEmpty()
            && rest.get(0).matches("\\d{1,4}");
    return attribute(
        module.single(block, name), counted ? rest.subList(1, rest.size()) : rest, line);
  }

  private Setting whole(Instance instance, int line) {
    Map<String, Setting> all = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>(List.of("id", "name", "arn"));
    names.addAll(instance.block().attributes().keySet());
    for (String name : names) {
      Setting value = attribute(instance, List.of(name), line);
      if (value != null) {
        all.put(name, value);
      }
    }
    return new Setting.Entries(all, line);
  }

  private @Nullable Setting attribute(Instance instance, List<String> path, int line) {
    if (path.isEmpty()) {
      return whole(instance, line);
    }
    String attribute = path.get(0);
    if (instance.block().label(0).equals(TerraformModule.TABLE)) {
      PartialText name = module.tableName(instance);
      switch (attribute) {
        case "name", "id" -> {
          return new Setting.Text(name, line);
        }
        case "arn" -> {
          return new Setting.Text(PartialText.arn(name, scope()), line);
        }
        case "stream_arn" -> {
          return new Setting.Text(PartialText.streamArn(name, scope()), line);
        }
        default -> {}
      }
    } else if (instance.block().label(0).equals(DOCUMENT) && attribute.endsWith("json")) {
      return TerraformPolicies.document(module, instance);
    }
    Setting value = module.value(instance, attribute);
    return value != null
        ? HclExpressions.taken(value, path.subList(1, path.size()))
        : later(instance.address() + "." + String.join(".", path), line);
  }
}

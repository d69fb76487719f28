package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One use of one folder of Terraform: a root module, or a call of a module that lies in the tree.
 * Its names mean what they mean with the arguments of this call; what is left to whoever applies it
 * (a variable without a default) stays unknown.
 */
final class TerraformModule implements HclExpressions.Names {
  static final String TABLE = "aws_dynamodb_table";
  private static final String DOCUMENT = "aws_iam_policy_document";
  private static final int DEEPEST = 8;

  private final Terraform terraform;
  private final String folder;
  private final String rootFolder;
  private final String address;
  private final Map<String, Setting> arguments;
  private final HclExpressions expressions;
  private final List<String> callers;
  private final Map<String, TerraformModule> children = new LinkedHashMap<>();
  private final Set<List<String>> open = new HashSet<>();

  /** A resource, one of several where it is repeated. */
  record Instance(HclFile.Block block, HclExpressions.Names names, String address) {}

  /** A block inside a resource, in the names that its expressions are written in. */
  record Nested(HclFile.Block block, HclExpressions.Names names) {}

  TerraformModule(Terraform terraform, String folder, Map<String, Setting> arguments) {
    this(terraform, folder, folder, "", arguments, new HclExpressions(), List.of());
  }

  private TerraformModule(
      Terraform terraform,
      String folder,
      String rootFolder,
      String address,
      Map<String, Setting> arguments,
      HclExpressions expressions,
      List<String> callers) {
    this.terraform = terraform;
    this.folder = folder;
    this.rootFolder = rootFolder;
    this.address = address;
    this.arguments = arguments;
    this.expressions = expressions;
    this.callers = callers;
  }

  String folder() {
    return folder;
  }

  @Override
  public String scope() {
    return rootFolder + "#" + address;
  }

  private Setting later(String written, int line) {
    return new Setting.Text(PartialText.later(written, scope()), line);
  }

  private List<HclFile.Block> blocks(String type) {
    return terraform.blocks(folder).stream().filter(block -> block.type().equals(type)).toList();
  }

  private HclFile.@Nullable Block block(String type, String... labels) {
    for (HclFile.Block block : blocks(type)) {
      if (block.labels().equals(List.of(labels))) {
        return block;
      }
    }
    return null;
  }

  @Nullable Setting value(HclFile.Block block, String attribute, HclExpressions.Names names) {
    return expressions.value(block.attributes().get(attribute), names);
  }

  @Nullable Setting value(Instance instance, String attribute) {
    return value(instance.block(), attribute, instance.names());
  }

  /** The text of an attribute, or null when it has none. */
  @Nullable PartialText text(Instance instance, String attribute) {
    return value(instance, attribute) instanceof Setting.Text text ? text.value() : null;
  }

  /** This module and those that it calls. */
  List<TerraformModule> all() {
    List<TerraformModule> all = new ArrayList<>();
    all.add(this);
    for (Instance call : calls()) {
      TerraformModule child = child(call);
      if (child != null) {
        all.addAll(child.all());
      }
    }
    return all;
  }

  private @Nullable TerraformModule child(Instance call) {
    TerraformModule known = children.get(call.address());
    if (known != null) {
      return known;
    }
    String source = Setting.literal(value(call, "source"));
    if (source == null || !source.startsWith(".") || callers.size() >= DEEPEST) {
      return null;
    }
    String place = Paths.joined(folder, source);
    if (terraform.blocks(place).isEmpty() || place.equals(folder) || callers.contains(place)) {
      return null;
    }
    List<String> above = new ArrayList<>(callers);
    above.add(folder);
    Map<String, Setting> given = new LinkedHashMap<>();
    call.block()
        .attributes()
        .keySet()
        .forEach(
            name -> {
              Setting value = value(call, name);
              if (value != null) {
                given.put(name, value);
              }
            });
    TerraformModule made =
        new TerraformModule(
            terraform,
            place,
            rootFolder,
            address + call.address() + ".",
            given,
            expressions,
            above);
    children.put(call.address(), made);
    return made;
  }

  /** The resources of a type, each as often as it is repeated by what is known. */
  List<Instance> resources(String type) {
    List<Instance> instances = new ArrayList<>();
    for (HclFile.Block block : blocks("resource")) {
      if (block.label(0).equals(type)) {
        instances.addAll(instances(block, type + "." + block.label(1)));
      }
    }
    return instances;
  }

  /** The calls of modules, of the tree or not. */
  List<Instance> calls() {
    List<Instance> calls = new ArrayList<>();
    for (HclFile.Block call : blocks("module")) {
      calls.addAll(instances(call, "module." + call.label(0)));
    }
    return calls;
  }

  /** The archives that this module makes. */
  List<Instance> archives() {
    List<Instance> archives = new ArrayList<>();
    for (HclFile.Block block : blocks("data")) {
      if (block.label(0).equals("archive_file")) {
        archives.addAll(instances(block, "data.archive_file." + block.label(1)));
      }
    }
    return archives;
  }

  private List<Instance> instances(HclFile.Block block, String name) {
    Setting each = value(block, "for_each", this);
    if (!(each instanceof Setting.Entries entries)) {
      return List.of(new Instance(block, this, name));
    }
    List<Instance> instances = new ArrayList<>();
    for (String key : HclExpressions.keys(entries)) {
      instances.add(instance(block, name, key, entries));
    }
    return instances;
  }

  private Instance instance(HclFile.Block block, String name, String key, Setting.Entries each) {
    Setting value = each.all().get(key);
    Setting keyText = Setting.text(key, block.line());
    Map<String, Setting> bound =
        Map.of(
            "each",
            new Setting.Entries(
                value == null ? Map.of("key", keyText) : Map.of("key", keyText, "value", value),
                block.line()));
    return new Instance(block, HclExpressions.with(bound, this), name + "[\"" + key + "\"]");
  }

  /** The blocks of a type inside a block, those made by {@code dynamic} among them. */
  List<Nested> nested(HclFile.Block block, String type, HclExpressions.Names names) {
    List<Nested> found = new ArrayList<>();
    for (HclFile.Block inner : block.blocks()) {
      if (inner.type().equals(type)) {
        found.add(new Nested(inner, names));
      } else if (inner.type().equals("dynamic") && inner.label(0).equals(type)) {
        Setting each = value(inner, "for_each", names);
        String iterator = Setting.literal(value(inner, "iterator", names));
        for (HclFile.Block content : inner.blocks()) {
          if (!content.type().equals("content")) {
            continue;
          }
          if (each == null || each instanceof Setting.Text) {
            found.add(new Nested(content, names));
            continue;
          }
          HclExpressions.byKey(each)
              .forEach(
                  (key, value) ->
                      found.add(
                          new Nested(
                              content,
                              HclExpressions.with(
                                  Map.of(
                                      iterator == null ? type : iterator,
                                      new Setting.Entries(
                                          Map.of(
                                              "key",
                                              Setting.text(key, content.line()),
                                              "value",
                                              value),
                                          content.line())),
                                  names))));
        }
      }
    }
    return found;
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
    Setting given = arguments.get(name);
    if (given != null) {
      return given;
    }
    HclFile.Block declared = block("variable", name);
    return declared == null ? null : value(declared, "default", this);
  }

  private @Nullable Setting local(String name) {
    for (HclFile.Block block : blocks("locals")) {
      if (block.attributes().containsKey(name)) {
        return value(block, name, this);
      }
    }
    return null;
  }

  private @Nullable Setting path(List<String> rest, int line) {
    return rest.equals(List.of("module"))
        ? Setting.text("/" + folder, line)
        : rest.equals(List.of("root")) ? Setting.text("/" + rootFolder, line) : null;
  }

  private @Nullable Setting output(List<String> rest) {
    HclFile.Block call = rest.size() < 2 ? null : block("module", rest.get(0));
    if (call == null) {
      return null;
    }
    String name = "module." + rest.get(0);
    Setting each = value(call, "for_each", this);
    boolean repeated =
        each instanceof Setting.Entries entries && entries.all().containsKey(rest.get(1));
    Instance instance =
        repeated && each instanceof Setting.Entries entries
            ? instance(call, name, rest.get(1), entries)
            : new Instance(call, this, name);
    List<String> path = rest.subList(repeated || rest.get(1).equals("0") ? 2 : 1, rest.size());
    TerraformModule child = path.isEmpty() ? null : child(instance);
    if (child == null) {
      return path.isEmpty() ? null : TerraformRegistry.output(this, instance, path.get(0));
    }
    HclFile.Block output = child.block("output", path.get(0));
    return output == null ? null : named(child.value(output, "value", child), path);
  }

  /** What a path into a resource or data source means: its type, its name, what is taken of it. */
  private @Nullable Setting resource(String kind, List<String> path, int line) {
    HclFile.Block block = block(kind, path.get(0), path.get(1));
    if (block == null) {
      return null;
    }
    String name = (kind.equals("data") ? "data." : "") + path.get(0) + "." + path.get(1);
    List<String> rest = path.subList(2, path.size());
    Setting each = value(block, "for_each", this);
    if (each instanceof Setting.Entries entries) {
      if (rest.isEmpty()) {
        Map<String, Setting> all = new LinkedHashMap<>();
        for (Instance instance : instances(block, name)) {
          String key = HclExpressions.keys(entries).get(all.size());
          all.put(key, whole(instance, line));
        }
        return new Setting.Entries(all, line);
      }
      return entries.all().containsKey(rest.get(0))
          ? attribute(
              instance(block, name, rest.get(0), entries), rest.subList(1, rest.size()), line)
          : null;
    }
    boolean counted =
        block.attributes().containsKey("count")
            && !rest.isEmpty()
            && rest.get(0).matches("\\d{1,4}");
    return attribute(
        new Instance(block, this, name), counted ? rest.subList(1, rest.size()) : rest, line);
  }

  private Setting whole(Instance instance, int line) {
    Map<String, Setting> all = new LinkedHashMap<>();
    Set<String> names = new java.util.LinkedHashSet<>(List.of("id", "name", "arn"));
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
    if (instance.block().label(0).equals(TABLE)) {
      PartialText name = tableName(instance);
      PartialText arn = PartialText.arn(name, scope());
      switch (attribute) {
        case "name", "id" -> {
          return new Setting.Text(name, line);
        }
        case "arn" -> {
          return new Setting.Text(arn, line);
        }
        case "stream_arn" -> {
          return new Setting.Text(
              arn.plus("/stream/").plus(PartialText.later("the stream", scope())), line);
        }
        default -> {}
      }
    } else if (instance.block().label(0).equals(DOCUMENT) && attribute.endsWith("json")) {
      return TerraformPolicies.document(this, instance);
    }
    Setting value = value(instance, attribute);
    return value != null
        ? HclExpressions.taken(value, path.subList(1, path.size()))
        : later(instance.address() + "." + String.join(".", path), line);
  }

  /** What a table is called once applied. */
  PartialText tableName(Instance table) {
    PartialText name = text(table, "name");
    return name != null ? name : PartialText.later(table.address() + ".name", scope());
  }

  /** The texts by which other expressions may mean a resource. */
  List<PartialText> identities(Instance resource, String... attributes) {
    List<PartialText> identities = new ArrayList<>();
    for (String attribute : attributes) {
      identities.add(PartialText.later(resource.address() + "." + attribute, scope()));
      PartialText given = text(resource, attribute);
      if (given != null) {
        identities.add(given);
      }
    }
    return identities;
  }

  /** How a resource is called from outside. */
  String address(Instance resource) {
    return address + resource.address();
  }
}

package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One use of one folder of Terraform: a root module, or a call of a module that lies in the tree,
 * with its resources, each as often as it is repeated. Its names mean what they mean with the
 * arguments of this call (see {@link TerraformNames}); what is left to whoever applies it (a
 * variable without a default) stays unknown.
 */
final class TerraformModule {
  static final String TABLE = "aws_dynamodb_table";
  private static final int DEEPEST = 8;

  /** Names that mean one thing in one block only. */
  private static final Set<String> REPEATED = Set.of("each", "count", "self");

  private final Terraform terraform;
  private final String folder;
  private final String rootFolder;
  private final String address;
  private final Map<String, Setting> arguments;
  private final HclExpressions expressions;
  private final List<String> callers;
  private final Map<String, TerraformModule> children = new LinkedHashMap<>();
  private final TerraformNames names = new TerraformNames(this);

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

  String rootFolder() {
    return rootFolder;
  }

  /** Within what an expression of this module means one thing. */
  String scope() {
    return rootFolder + "#" + address;
  }

  /** What names mean in this module. */
  HclExpressions.Names names() {
    return names;
  }

  /** The value that whoever calls the module gives for a variable. */
  @Nullable Setting argument(String variable) {
    return arguments.get(variable);
  }

  List<HclFile.Block> blocks(String type) {
    return terraform.blocks(folder).stream().filter(block -> block.type().equals(type)).toList();
  }

  HclFile.@Nullable Block block(String type, String... labels) {
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

  @Nullable TerraformModule child(Instance call) {
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

  List<Instance> instances(HclFile.Block block, String name) {
    Setting each = value(block, "for_each", names);
    if (!(each instanceof Setting.Entries entries)) {
      return List.of(single(block, name));
    }
    List<Instance> instances = new ArrayList<>();
    for (String key : HclExpressions.keys(entries)) {
      instances.add(instance(block, name, key, entries));
    }
    return instances;
  }

  /** A block that is there once, or as often as only deployment knows. */
  Instance single(HclFile.Block block, String name) {
    return new Instance(block, HclExpressions.within(() -> name, REPEATED, names), name);
  }

  Instance instance(HclFile.Block block, String name, String key, Setting.Entries each) {
    Setting value = each.all().get(key);
    Setting keyText = Setting.text(key, block.line());
    Map<String, Setting> bound =
        Map.of(
            "each",
            new Setting.Entries(
                value == null ? Map.of("key", keyText) : Map.of("key", keyText, "value", value),
                block.line()));
    return new Instance(
        block, HclExpressions.with(bound, single(block, name).names()), name + "[\"" + key + "\"]");
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
            found.add(
                new Nested(
                    content,
                    HclExpressions.within(
                        () -> type + " in line " + content.line(),
                        Set.of(iterator == null ? type : iterator),
                        names)));
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

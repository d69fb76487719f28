package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One deployment of one template of CloudFormation: by itself, or nested in another by a resource
 * whose template lies in the tree (a {@code TemplateURL} or {@code Location} that is a path, or the
 * asset that the CDK says it is). A template that is nested twice is two stacks: each has the
 * parameters that it is given, and what only deployment knows of one is not what it knows of the
 * other. Region, account and partition are those of the stack around all.
 */
final class Stack {
  private static final int DEEPEST = 8;

  /** How many stacks are followed from one template. */
  static final int MOST = 1000;

  /**
   * A template as it was read.
   *
   * @param texts what a plain text stands for: the Serverless Framework has variables of its own
   */
  record Template(String file, Setting root, Function<String, PartialText> texts) {}

  /** What a stack shares with those nested in it. */
  private static final class Family {
    private final Function<String, @Nullable Template> templates;
    private final Map<PartialText, PartialText> exports;
    private final Roles roles = new Roles();
    private int size = 1;
    private boolean cut;

    Family(Function<String, @Nullable Template> templates, Map<PartialText, PartialText> exports) {
      this.templates = templates;
      this.exports = exports;
    }
  }

  private final Template template;
  private final Map<String, Setting> resources;
  private final @Nullable Stack parent;
  private final String address;
  private final Map<String, Setting> parameters;
  private final Family family;
  private final CloudFormationValues values;
  private final Map<String, Stack> nested = new LinkedHashMap<>();
  private final Set<String> open = new HashSet<>();

  private Stack(
      Template template,
      @Nullable Stack parent,
      String address,
      Map<String, Setting> parameters,
      Family family) {
    this.template = template;
    this.resources = Setting.entries(template.root().get("Resources"));
    this.parent = parent;
    this.address = address;
    this.parameters = parameters;
    this.family = family;
    this.values = new CloudFormationValues(this);
  }

  /** A template without others. */
  static Stack alone(Template template) {
    return of(template, file -> null, Map.of());
  }

  /**
   * A template that is deployed by itself.
   *
   * @param templates the templates of the tree by their files
   * @param exports what other stacks export
   */
  static Stack of(
      Template template,
      Function<String, @Nullable Template> templates,
      Map<PartialText, PartialText> exports) {
    return new Stack(template, null, "", Map.of(), new Family(templates, exports));
  }

  String file() {
    return template.file();
  }

  Setting root() {
    return template.root();
  }

  Map<String, Setting> resources() {
    return resources;
  }

  CloudFormationValues values() {
    return values;
  }

  Roles roles() {
    return family.roles;
  }

  PartialText text(String written) {
    return template.texts().apply(written);
  }

  @Nullable PartialText imported(PartialText name) {
    return family.exports.get(name);
  }

  /** What the stack around gives for a parameter. */
  @Nullable Setting parameter(String name) {
    return parameters.get(name);
  }

  /** How a resource is called from outside: {@code Storage.Orders} in the stack {@code Storage}. */
  String address(String id) {
    return address + id;
  }

  /** Within what an expression of this stack means one thing. */
  String scope() {
    return address.isEmpty() ? file() : outermost().file() + "#" + address;
  }

  /** Within what region, account and partition mean one thing. */
  String placement() {
    return outermost().file();
  }

  private Stack outermost() {
    Stack at = this;
    while (at.parent != null) {
      at = at.parent;
    }
    return at;
  }

  /** This stack and all that are nested in it. */
  List<Stack> all() {
    List<Stack> all = new ArrayList<>(List.of(this));
    for (String id : resources.keySet()) {
      Stack inner = nested(id);
      if (inner != null) {
        all.addAll(inner.all());
      }
    }
    return all;
  }

  boolean isOutermost() {
    return parent == null;
  }

  /** Whether there are more nested stacks than are followed. */
  boolean isCut() {
    return family.cut;
  }

  /** The files of the templates that are nested in this one. */
  Set<String> nestedFiles() {
    Set<String> files = new HashSet<>();
    for (Setting resource : resources.values()) {
      String place = place(resource);
      if (place != null && family.templates.apply(place) != null) {
        files.add(place);
      }
    }
    return files;
  }

  /** The stack that a resource nests; null for other resources, and where it cannot be followed. */
  @Nullable Stack nested(String id) {
    Stack known = nested.get(id);
    Setting resource = resources.get(id);
    String place = known != null || resource == null ? null : place(resource);
    Template inner = place == null ? null : family.templates.apply(place);
    if (inner == null || resource == null || deploys(inner) || !open.add(id)) {
      return known;
    }
    try {
      if (family.size >= MOST) {
        family.cut = true;
        return null;
      }
      family.size++;
      Setting given = values.resolve(resource.get("Properties", "Parameters"));
      Stack made = new Stack(inner, this, address(id) + ".", Setting.entries(given), family);
      nested.put(id, made);
      return made;
    } finally {
      open.remove(id);
    }
  }

  /** Whether a template is that of this stack or of one around it, or the nesting is too deep. */
  private boolean deploys(Template inner) {
    int depth = 0;
    for (Stack at = this; at != null; at = at.parent) {
      if (at.template.equals(inner) || ++depth > DEEPEST) {
        return true;
      }
    }
    return false;
  }

  /** Where the template of a nested stack lies; null for other resources and for one elsewhere. */
  private @Nullable String place(Setting resource) {
    String type = Setting.literal(resource.get("Type"));
    String property =
        "AWS::CloudFormation::Stack".equals(type)
            ? "TemplateURL"
            : "AWS::Serverless::Application".equals(type) ? "Location" : null;
    if (property == null) {
      return null;
    }
    String asset = Setting.literal(resource.get("Metadata", "aws:asset:path"));
    String path =
        asset != null
            ? asset
            : Setting.literal(values.resolve(resource.get("Properties", property)));
    return path == null || path.contains("://") ? null : Paths.joined(Paths.parent(file()), path);
  }
}

package dev.stator.lineage;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML and JSON as settings. CloudFormation's short forms become its long ones: {@code !Ref x} is
 * {@code {Ref: x}}. Any other tag is passed over: nothing is ever constructed from one. What an
 * anchor holds is read once, however often it is referred to; one that holds itself is cut.
 */
final class YamlSettings {
  private static final int DEEPEST = 200;

  private final IdentityHashMap<Node, Setting> read = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

  private YamlSettings() {}

  /**
   * @return null for an empty document
   * @throws YamlEngineException if the text is neither YAML nor JSON
   */
  static @Nullable Setting read(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setCodePointLimit(8 << 20)
            .setMaxAliasesForCollections(50)
            .build();
    Node root = new Compose(settings).composeString(text).orElse(null);
    return root == null ? null : new YamlSettings().setting(root, 0);
  }

  private @Nullable Setting setting(Node node, int depth) {
    Setting known = read.get(node);
    if (known != null) {
      return known;
    }
    if (depth > DEEPEST || open.put(node, true) != null) {
      return null;
    }
    Setting made = tagged(node, plain(node, depth));
    open.remove(node);
    if (made != null) {
      read.put(node, made);
    }
    return made;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private @Nullable Setting plain(Node node, int depth) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL)
          ? null
          : Setting.text(scalar.getValue(), line(scalar));
    }
    if (node instanceof SequenceNode sequence) {
      List<Setting> items = new ArrayList<>();
      for (Node element : sequence.getValue()) {
        Setting item = setting(element, depth + 1);
        if (item != null) {
          items.add(item);
        }
      }
      return new Setting.Items(items, line(sequence));
    }
    Map<String, Setting> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      Setting value = setting(tuple.getValueNode(), depth + 1);
      if (value == null || !(tuple.getKeyNode() instanceof ScalarNode key)) {
        continue;
      }
      if (key.getValue().equals("<<") && key.isPlain()) {
        for (Setting merged : Setting.items(value)) {
          Setting.entries(merged).forEach(entries::putIfAbsent);
        }
      } else {
        entries.put(key.getValue(), at(value, line(key)));
      }
    }
    return new Setting.Entries(entries, line(node));
  }

  /** A map or list begins where its name stands. */
  private static Setting at(Setting value, int line) {
    if (value instanceof Setting.Entries entries) {
      return new Setting.Entries(entries.all(), line);
    }
    return value instanceof Setting.Items items ? new Setting.Items(items.all(), line) : value;
  }

  private static @Nullable Setting tagged(Node node, @Nullable Setting plain) {
    String tag = node.getTag().getValue();
    if (plain == null || !tag.startsWith("!") || tag.length() == 1) {
      return plain;
    }
    String name =
        switch (tag) {
          case "!Ref", "!Condition" -> tag.substring(1);
          default -> "Fn::" + tag.substring(1);
        };
    return new Setting.Entries(Map.of(name, plain), line(node));
  }
}

package dev.stator.lineage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the JSON contract back. A field that is missing or of another kind is named with its path.
 */
final class ReportReader {
  private static final int LARGEST = 512 << 20;

  private ReportReader() {}

  /** A value of the document and the way to it. */
  private record Node(String path, @Nullable Object value) {
    Node get(String name) {
      if (!(value instanceof Map<?, ?> map)) {
        throw wrong("an object");
      }
      return new Node(path + "." + name, map.get(name));
    }

    <T> List<T> list(Function<Node, T> element) {
      if (!(value instanceof List<?> list)) {
        throw wrong("an array");
      }
      return java.util.stream.IntStream.range(0, list.size())
          .mapToObj(i -> element.apply(new Node(path + "[" + i + "]", list.get(i))))
          .toList();
    }

    /** A list that reports of earlier versions have not. */
    <T> List<T> listOrNone(Function<Node, T> element) {
      return value == null ? List.of() : list(element);
    }

    SortedMap<String, String> texts() {
      if (!(value instanceof Map<?, ?> map)) {
        throw wrong("an object");
      }
      SortedMap<String, String> texts = new TreeMap<>();
      map.forEach(
          (name, text) -> texts.put(String.valueOf(name), get(String.valueOf(name)).text()));
      return texts;
    }

    <T> T element(List<T> list) {
      if (!(value instanceof Number place)
          || place.intValue() < 0
          || place.intValue() >= list.size()) {
        throw wrong("a place in a list of " + list.size());
      }
      return list.get(place.intValue());
    }

    boolean truth() {
      if (!(value instanceof Boolean truth)) {
        throw wrong("true or false");
      }
      return truth;
    }

    String text() {
      if (!(value instanceof String text)) {
        throw wrong("a text");
      }
      return text;
    }

    @Nullable String textOrNull() {
      return value == null ? null : text();
    }

    int number() {
      if (!(value instanceof Number number)) {
        throw wrong("a number");
      }
      return number.intValue();
    }

    long wide() {
      if (!(value instanceof Number number)) {
        throw wrong("a number");
      }
      return number.longValue();
    }

    <T> T oneOf(T[] values, Function<T, String> name) {
      for (T candidate : values) {
        if (name.apply(candidate).equals(value)) {
          return candidate;
        }
      }
      throw wrong("a value of the contract");
    }

    private IllegalArgumentException wrong(String expected) {
      return new IllegalArgumentException(
          "not a lineage report: " + path + " should be " + expected + ", but is " + value);
    }
  }

  static LineageReport read(String json) {
    Object document;
    try {
      document =
          new Load(LoadSettings.builder().setCodePointLimit(LARGEST).build()).loadFromString(json);
    } catch (YamlEngineException malformed) {
      throw new IllegalArgumentException(
          "not a lineage report: " + malformed.getMessage(), malformed);
    }
    Node root = new Node("$", document);
    int schema = root.get("schema").number();
    if (schema != LineageReport.SCHEMA) {
      throw new IllegalArgumentException(
          "the report has schema "
              + schema
              + ", this version reads "
              + LineageReport.SCHEMA
              + "; write it anew");
    }
    List<LineageReport.DataObject> objects = root.get("objects").list(ReportReader::object);
    List<LineageReport.Link> links = root.get("links").list(ReportReader::link);
    return new LineageReport(
        objects,
        links,
        root.get("unresolved").list(ReportReader::unresolved),
        root.get("skipped")
            .list(
                node ->
                    new LineageReport.Skipped(node.get("file").text(), node.get("reason").text())),
        stats(root.get("stats")),
        root.get("tables").listOrNone(ReportReader::table),
        List.of(),
        root.get("functions").listOrNone(function -> function(function, links)),
        List.of(),
        List.of());
  }

  private static DeclaredTable table(Node node) {
    return new DeclaredTable(
        node.get("object").text(),
        node.get("name").text(),
        node.get("pattern").text(),
        node.get("declaration").text(),
        node.get("file").text(),
        node.get("line").number(),
        keys(node.get("keys")),
        node.get("indexes")
            .list(
                index ->
                    new DeclaredTable.Index(
                        index.get("name").text(),
                        index.get("local").truth(),
                        keys(index.get("keys")),
                        index.get("projection").textOrNull(),
                        index.get("projected").list(Node::text))),
        node.get("timeToLive").textOrNull(),
        node.get("streamed").truth(),
        node.get("used").truth());
  }

  private static List<DeclaredTable.Key> keys(Node node) {
    return node.list(
        key ->
            new DeclaredTable.Key(
                key.get("attribute").text(),
                key.get("role")
                    .oneOf(
                        DeclaredTable.Role.values(), role -> role.name().toLowerCase(Locale.ROOT)),
                key.get("type").textOrNull()));
  }

  private static LineageReport.Deployed function(Node node, List<LineageReport.Link> links) {
    return new LineageReport.Deployed(
        node.get("name").text(),
        node.get("file").text(),
        node.get("line").number(),
        node.get("handler").text(),
        node.get("tables").texts(),
        node.get("links").list(place -> place.element(links)),
        node.get("streams").listOrNone(ReportReader::stream),
        node.get("grants")
            .list(
                grant ->
                    new LineageReport.Grant(
                        grant.get("effect").text().equals("Allow"),
                        grant.get("actions").list(Node::text),
                        grant.get("resources").list(Node::text),
                        grant.get("source").text(),
                        grant.get("file").text(),
                        grant.get("line").number())),
        new LineageReport.Compared(
            permissions(node.get("grantedNeverUsed")),
            permissions(node.get("usedNeverGranted")),
            node.get("unread").list(Node::text)));
  }

  private static LineageReport.TableStream stream(Node node) {
    return new LineageReport.TableStream(
        node.get("table").textOrNull(),
        node.get("name").textOrNull(),
        node.get("file").text(),
        node.get("line").number());
  }

  private static List<LineageReport.Permission> permissions(Node node) {
    return node.list(
        permission ->
            new LineageReport.Permission(
                permission.get("action").text(),
                permission.get("resource").text(),
                permission.get("file").text(),
                permission.get("line").number()));
  }

  private static LineageReport.DataObject object(Node node) {
    return new LineageReport.DataObject(
        node.get("id").text(),
        node.get("type").text(),
        node.get("name").text(),
        node.get("parent").textOrNull(),
        node.get("bookmarks")
            .list(
                place ->
                    new LineageReport.Place(place.get("file").text(), place.get("line").number())));
  }

  private static LineageReport.Link link(Node node) {
    Node table = node.get("table");
    return new LineageReport.Link(
        node.get("type").oneOf(LineageReport.LinkType.values(), LineageReport.LinkType::name),
        artifact(node.get("artifact")),
        new LineageReport.Target(
            table.get("object").text(),
            table.get("name").textOrNull(),
            table
                .get("source")
                .oneOf(LineageReport.NameSource.values(), LineageReport.NameSource::text),
            table.get("variable").textOrNull(),
            table.get("default").textOrNull(),
            table.get("index").textOrNull()),
        site(node.get("site")),
        node.get("actions").list(Node::text),
        node.get("confidence")
            .oneOf(LineageReport.Confidence.values(), LineageReport.Confidence::text),
        trace(node.get("trace")));
  }

  private static LineageReport.Artifact artifact(Node node) {
    return new LineageReport.Artifact(
        node.get("name").text(), node.get("file").text(), node.get("line").number());
  }

  private static LineageReport.Site site(Node node) {
    return new LineageReport.Site(
        node.get("file").text(),
        node.get("line").number(),
        node.get("column").number(),
        node.get("api").text(),
        node.get("receiver").text());
  }

  private static List<LineageReport.Step> trace(Node node) {
    return node.list(
        step ->
            new LineageReport.Step(
                step.get("file").text(), step.get("line").number(), step.get("what").text()));
  }

  private static LineageReport.Unresolved unresolved(Node node) {
    return new LineageReport.Unresolved(
        artifact(node.get("artifact")),
        site(node.get("site")),
        node.get("reason").text(),
        node.get("got").textOrNull(),
        trace(node.get("trace")));
  }

  private static LineageReport.Stats stats(Node node) {
    return new LineageReport.Stats(
        node.get("files").number(),
        node.get("parsed").number(),
        node.get("bytes").wide(),
        node.get("sites").number(),
        node.get("links").number(),
        node.get("tables").number(),
        node.get("unresolved").number());
  }
}

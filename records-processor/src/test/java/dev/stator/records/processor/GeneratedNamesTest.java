package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Key;
import dev.stator.item.json.ItemReader;
import dev.stator.records.RecordCodec;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a record and its components are called, the code that is written for it compiles. */
class GeneratedNamesTest {
  private static final String HEAD =
      "package shop; import dev.stator.records.*; import dev.stator.item.*; import java.util.*;\n";

  /** What generated code calls its own things, or those that it uses. */
  private static final List<String> NAMES =
      List.of(
          """
          INSTANCE instance NAMES names KEYS keys INDEXES TAGS NAME_0 NAME_1 name_0 ENUM_0 CODEC_0
          CONVERTER_0 codec_0 Attributes attributes ATTRIBUTES in out value e start seen seen0
          seen0_ members member entry name version record type key keyOf write read writeKey
          readAttributes writeAttributes list0 writeList0 readList0 withVersion keySchema indexes
          attributeNames versionAttribute timeToLiveAttribute Fault Keys Scalars Numbers Times
          Members Tags Optional Set List Map Collections String Object Integer Long Override Math
          Class AttributeType KeySchema JsonWriter ItemReader RecordAttributes ValueCodec
          IndexSchema EnumTexts dev java shop org id ID iD Id id_2 ID_2 placedAt placed_at
          PLACED_AT __ $ a$b int_ yield var sealed permits when module equals wait_ OrderCodec
          K0Codec k0Codec tValues TValues stra\u00dfe STRASSE
          """
              .strip()
              .split("\\s+"));

  /** What no type may be called, or what would hide from this test what it writes itself. */
  private static final Set<String> NO_TYPES =
      Set.of("var", "yield", "record", "sealed", "permits", "java", "org");

  private static final List<String> TYPES =
      List.of(
          "String",
          "int",
          "Long",
          "byte[]",
          "boolean",
          "Optional<Integer>",
          "List<String>",
          "Set<Double>",
          "Map<String, Integer>",
          "List<Map<String, Set<Long>>>",
          "Small",
          "List<Small>",
          "Pair<Small, Integer>",
          "NAMES",
          "Set<NAMES>",
          "AttributeValue",
          "Item",
          "java.time.Instant",
          "UUID",
          "java.math.BigDecimal");

  @TempDir Path classes;

  @Test
  void aComponentMayBeCalledWhatGeneratedCodeCallsItsOwn() {
    List<JavaFileObject> sources = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      sources.add(
          source(
              "K" + i,
              """
              @DynamoItem record K%2$d(@PartitionKey String %1$s, @SortKey int %1$s_,
                  @Version long %1$s__, Color color, List<String> texts, Set<Double> set,
                  Map<String, Optional2<Integer>> held) {
                enum Color { RED }
                @DynamoItem record Optional2<T>(T %1$s) {}
              }
              @DynamoItem sealed interface S%2$d {
                record A(@AttributeName("id") @PartitionKey byte[] %1$s, @SortKey String out_)
                    implements S%2$d {}
                record B(@AttributeName("id") @PartitionKey byte[] %1$s, @SortKey String out_)
                    implements S%2$d {}
              }
              """
                  .formatted(name, i)));
    }
    assertCompiles(sources);
  }

  @Test
  void aTypeMayBeCalledWhatGeneratedCodeCallsItsOwn() {
    List<JavaFileObject> sources = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      if (NO_TYPES.contains(name)) {
        continue;
      }
      sources.add(
          source(
              "N" + i,
              """
              class N%2$d {
                @DynamoItem record %1$s(@PartitionKey java.lang.String id, @Version long version,
                    @org.jspecify.annotations.Nullable %1$s self, Held.%1$s color,
                    java.util.Set<java.lang.Double> set) {}
                static class Held { enum %1$s { RED } }
                @DynamoItem record Box<%1$s>(%1$s held, java.util.List<%1$s> more) {}
                @DynamoItem record Boxes(Box<java.lang.Integer> box, N%2$d.Held.%1$s %1$s) {}
              }
              """
                  .formatted(name, i)));
    }
    assertCompiles(sources);
  }

  @Test
  void aTopLevelTypeMayBeCalledLikeOneOfJavaLangOrOfTheLibrary() {
    Set<String> types = new LinkedHashSet<>();
    for (String name : NAMES) {
      if (Character.isUpperCase(name.charAt(0)) && !name.endsWith("Codec")) {
        types.add(name);
      }
    }
    List<JavaFileObject> sources = new ArrayList<>();
    for (String type : types) {
      sources.add(
          Compiled.source(
              type,
              "package shop; @dev.stator.records.DynamoItem public record "
                  + type
                  + "(@dev.stator.records.PartitionKey java.lang.String id, @dev.stator.records.Version"
                  + " java.lang.Long version, java.util.Map<java.lang.String, java.lang.Double> map,"
                  + " java.util.Optional<Attributes> a, java.util.Set<java.lang.Double> s) {}"));
    }
    assertCompiles(sources);
  }

  @Test
  void recordsWithoutAPackageAreWritten() {
    assertCompiles(
        List.of(
            Compiled.source(
                "Order",
                "import dev.stator.records.*; @DynamoItem record Order(@PartitionKey String id,"
                    + " Line line, java.util.List<Fault> a) { @DynamoItem record Line(int x) {} }"
                    + " @DynamoItem record Fault(int x) {}")));
  }

  @Test
  void recordsOfTheSameSimpleNameAreToldApart() {
    assertCompiles(
        List.of(
            source(
                "Order",
                """
                class Order { @DynamoItem record Line(int x) {} }
                class Bill { @DynamoItem record Line(int x) {} }
                @DynamoItem record Line(Order.Line order, Bill.Line bill, other.Line far,
                    List<other.Line> fars) {}
                """),
            Compiled.source(
                "Line",
                "package other; @dev.stator.records.DynamoItem public record Line(int line) {}")));
  }

  @Test
  void aPackageMayBeCalledLikeAVariable() {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String top : List.of("in", "out", "value", "name", "member", "members", "entry")) {
      String line = " @dev.stator.records.DynamoItem public record Line(int line) {}";
      sources.add(Compiled.source(top + "/a/Line", "package " + top + ".a;" + line));
      sources.add(Compiled.source(top + "/b/Line", "package " + top + ".b;" + line));
      sources.add(
          source(
              "Lines_" + top,
              ("@DynamoItem record Lines_%1$s(%1$s.a.Line a, %1$s.b.Line b, List<%1$s.b.Line> list,"
                      + " Map<String, %1$s.b.Line> map, Box<%1$s.b.Line> box) {"
                      + " @DynamoItem record Box<T>(T held) {} }")
                  .formatted(top)));
    }
    assertCompiles(sources);
  }

  @Test
  void typeParametersThatDifferInCaseHaveTheirOwnCodecs() {
    assertCompiles(
        List.of(source("Two", "@DynamoItem record Two<T, t>(T upper, t lower, List<T> ts) {}")));
  }

  @Test
  void aGenericRecordMayHoldItself() throws Exception {
    assertCompiles(
        List.of(
            source(
                "Tree",
                "@DynamoItem public record Tree<T>(T held, List<Tree<T>> children, Optional<Pair<T,"
                    + " Tree<T>>> pair) {} @DynamoItem record Pair<A, B>(A a, B b) {}"
                    + " @DynamoItem record Root(Tree<Integer> tree) {"
                    + " @Override public String toString() { return tree.toString(); } }")));
    byte[] item =
        """
        {"tree":{"M":{"held":{"N":"1"},"children":{"L":[{"M":{"held":{"N":"2"},\
        "children":{"L":[]}}}]}}}}"""
            .getBytes(UTF_8);
    assertThat(codec("RootCodec").read(new ItemReader().reset(item, 0, item.length)))
        .hasToString(
            "Tree[held=1, children=[Tree[held=2, children=[], pair=Optional.empty]],"
                + " pair=Optional.empty]");
  }

  @Test
  void aKeyFactoryWritesItsArgumentsWhateverTheirNames() throws Exception {
    assertCompiles(
        List.of(
            source(
                "A",
                "@DynamoItem public record A(@PartitionKey String NAME_0, @SortKey int KEYS) {}")));
    Key key = (Key) call("ACodec", "key", new Class<?>[] {String.class, int.class}, "ada", 7);
    assertThat(key).isEqualTo(Key.of("NAME_0", "ada", "KEYS", 7));
  }

  @Test
  void manyRecordsOfManyNamesCompile() {
    Random random = new Random(7);
    List<JavaFileObject> sources = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> names = new ArrayList<>(NAMES);
      Collections.shuffle(names, random);
      StringBuilder record = new StringBuilder();
      record.append("@DynamoItem ").append("record R").append(i).append("(");
      record.append("@PartitionKey String ").append(names.get(0));
      record.append(", @SortKey long ").append(names.get(1));
      record.append(", @Version ").append(random.nextBoolean() ? "int " : "Long ");
      record.append(names.get(2));
      int components = 3 + random.nextInt(60);
      for (int c = 3; c < components; c++) {
        record.append(", ").append(TYPES.get(random.nextInt(TYPES.size())));
        record.append(' ').append(names.get(c));
      }
      sources.add(source("R" + i, record.append(") {}").toString()));
    }
    sources.add(
        source(
            "Shared",
            "@DynamoItem record Pair<A, B>(A a, B b) {} @DynamoItem record Small(int x) {}"
                + " enum NAMES { RED }"));
    assertCompiles(sources);
  }

  private void assertCompiles(List<JavaFileObject> sources) {
    Compiled compiled = Compiled.of(classes, sources, List.of());
    assertThat(compiled.diagnostics()).filteredOn(text -> text.startsWith("ERROR")).isEmpty();
    assertThat(compiled.ok()).isTrue();
  }

  private static JavaFileObject source(String name, String types) {
    return Compiled.source(name, HEAD + types);
  }

  private RecordCodec<?> codec(String name) throws Exception {
    Class<?> type = load(name);
    Field instance = type.getField("INSTANCE");
    instance.setAccessible(true);
    return (RecordCodec<?>) instance.get(null);
  }

  private Object call(String type, String method, Class<?>[] parameters, Object... arguments)
      throws Exception {
    return load(type).getMethod(method, parameters).invoke(null, arguments);
  }

  private Class<?> load(String name) throws Exception {
    URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    return loader.loadClass("shop." + name);
  }
}

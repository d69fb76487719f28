package dev.stator.records.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake is reported once, in the line where it is, and says what to write. */
class MistakesTest {
  private static final String HEAD =
      "package shop; import dev.stator.item.*; import dev.stator.records.*; import java.time.*;"
          + " import java.util.*; import org.jspecify.annotations.*;\n";

  @TempDir Path classes;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Object o | java.lang.Object is not stored: write AttributeValue
          Date d | java.util.Date is not stored: write Instant
          Number n | write DynamoNumber
          String[] names | write a List
          int[] ints | write a List
          OptionalInt i | write Optional<Integer>
          Optional<Optional<String>> o | one Optional is enough
          ArrayList<String> l | java.util.ArrayList<java.lang.String> is not stored: write List
          Collection<String> c | write List or Set
          List l | give it type arguments
          List<? extends String> l | without a wildcard
          List<Optional<String>> l | not Optional
          Map<Integer, String> m | write Map<String, String>
          Set<Boolean> s | none of java.lang.Boolean: write List<Boolean>
          Set<List<String>> s | write List<List<String>>
          Set<byte[]> s | write Set<Binary>
          Set<AttributeValue> s | write List<AttributeValue>
          Optional<Set<String>> s | an empty set is absent already: write Set<String>
          Other other | annotate the record with @DynamoItem
          Open open | annotate the sealed interface with @DynamoItem
          Box<List<String>> box | put the collection into a record
          Box box | give it type arguments
          Thread t | write @Converted(with = ...)
          @PartitionKey List<String> key | a key is a string, a number or binary, and not java.util.List
          @PartitionKey boolean key | a key is a string, a number or binary
          @PartitionKey @Nullable String key | a key of the table is never absent
          @PartitionKey Optional<String> key | a key of the table is never absent
          @SortKey String key | write @PartitionKey too
          @PartitionKey @SortKey String key | not both
          @AttributeName("") String name | 1 to 65535 bytes
          @Version long version | this record has no @PartitionKey
          @Version String version | a version is a long, int, Long or Integer, not java.lang.String
          @Version @PartitionKey long version | a version changes with each write
          @TimeToLive Instant end | this record has no @PartitionKey
          @TimeToLive LocalDate end | a time to live is an Instant, or a long of seconds
          @TimeToLive int end | a time to live is an Instant, or a long of seconds
          @IndexPartitionKey("by-x") String x | write @PartitionKey at the component
          @IndexSortKey("x") String x | "x" is no name of an index
          @Converted(with = Thread.class) String s | Thread is no converter: let it implement StringConverter<String>
          @Converted(with = OfInteger.class) String s | OfInteger converts Integer, and this is String
          @Converted(with = Closed.class) Integer i | give it a constructor without parameters
          @Converted(with = Abstract.class) Integer i | neither abstract nor private
          List<@Converted(with = OfInteger.class) String> s | OfInteger converts Integer, and this is String
          @PartitionKey @Converted(with = Free.class) Integer i | @Converted with a StringConverter or NumberConverter
          """)
  void aComponentThatCannotBeStoredIsReportedAtItself(String component, String message) {
    String types =
        "record Other(int x) {}\n"
            + "@DynamoItem record Box<T>(T held) {}\n"
            + "sealed interface Open permits InOpen {} record InOpen() implements Open {}\n"
            + "class OfInteger implements StringConverter<Integer> {"
            + " public String toText(Integer i) { return \"\"; }"
            + " public Integer fromText(String s) { return 0; } }\n"
            + "class Closed extends OfInteger { Closed(int x) {} }\n"
            + "abstract class Abstract extends OfInteger {}\n"
            + "class Free implements AttributeConverter<Integer> {"
            + " public AttributeValue toAttributeValue(Integer i) { return null; }"
            + " public Integer fromAttributeValue(AttributeValue v) { return 0; } }\n";
    Compiled compiled =
        Compiled.of(
            classes,
            "Order",
            HEAD + "@DynamoItem record Order(\n" + component + ",\nint fine) {}\n" + types);
    assertThat(compiled.ok()).isFalse();
    assertThat(errors(compiled)).hasSize(1);
    assertThat(errors(compiled).get(0)).startsWith("ERROR 3: ").contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          @DynamoItem class Order {} | make this one of them
          @DynamoItem enum Order { A } | make this one of them
          @DynamoItem interface Order {} | make this one of them
          class Shop { @DynamoItem private record Order(int x) {} } | do not make it private
          record Order(@PartitionKey String id) {} | annotate the record Order with @DynamoItem
          @DynamoItem record Order(@AttributeName("b") int a, int b) {} | "b" is component a already
          @DynamoItem record Order(@PartitionKey String a, @PartitionKey String b) {} | component a is the @PartitionKey already
          @DynamoItem record Order(@PartitionKey String a, @Version int b, @Version int c) {} | component b is the @Version already
          @DynamoItem record Order(@PartitionKey String a, @IndexPartitionKey("iii") int b, @IndexPartitionKey("iii") int c) {} | index "iii" has its partition key already: component b
          @DynamoItem record Order(@PartitionKey String a, @SortKey int s, @IndexSortKey({"aaa","bbb","ccc","ddd","eee","fff"}) int b) {} | at most 5 local secondary indexes
          @DynamoItem record Order(@PartitionKey String a, @IndexSortKey("by-x") String x) {} | write @SortKey at a component, or @IndexPartitionKey("by-x") at one to make the index global
          class Order { @DynamoItem record Line(int x) {} } @DynamoItem record Order_Line(int x) {} | Order_LineCodec is written for shop.Order.Line already: rename one of the two
          @DynamoItem record Order(int x) {} class OrderCodec {} | OrderCodec
          @DynamoItem record Order<T>(Order<List<T>> other) {} | hold itself with its own type parameters
          @DiscriminatorValue("x") @DynamoItem record Order(int x) {} | of no sealed interface
          @Discriminator("x") @DynamoItem record Order(int x) {} | stands at a sealed interface
          @DynamoItem sealed interface Order { record A(int type) implements Order {} } | "type" is the discriminator already
          @DynamoItem sealed interface Order { final class A implements Order {} } | make it a record, or a sealed interface of records
          @DynamoItem sealed interface Order { non-sealed interface A extends Order {} } | make it a record, or a sealed interface of records
          @DynamoItem sealed interface Order { enum A implements Order { X } } | make it a record
          @DynamoItem sealed interface Order<T> { record A<T>() implements Order<T> {} } | a sealed interface with type parameters
          @DynamoItem sealed interface Order { record A<T>() implements Order {} } | has no type parameters
          @DynamoItem sealed interface Order { record A() implements Order {} @DiscriminatorValue("A") record B() implements Order {} } | give one of them another @DiscriminatorValue
          @DynamoItem sealed interface Order { @DiscriminatorValue("") record A() implements Order {} } | is not empty
          @DynamoItem sealed interface Order { record A(@PartitionKey String id) implements Order {} record B(@PartitionKey int id) implements Order {} } | share a table, so make it the same
          @DynamoItem sealed interface Order { record A(@PartitionKey String id, @Version int v) implements Order {} record B(@PartitionKey String id) implements Order {} } | the @Version is another one
          @DynamoItem sealed interface Order { record A(@PartitionKey String id, @IndexPartitionKey("iii") int x) implements Order {} record B(@PartitionKey String id, @IndexPartitionKey("iii") int y) implements Order {} } | the key of index "iii"
          @DynamoItem sealed interface Order { record A(@PartitionKey String id, @TimeToLive long x) implements Order {} record B(@PartitionKey String id, @TimeToLive long y) implements Order {} } | the @TimeToLive attribute
          @DynamoItem @Discriminator("a") sealed interface Order permits Both {} @DynamoItem @Discriminator("b") sealed interface Other permits Both {} record Both() implements Order, Other {} | give both the same @Discriminator
          """)
  void aTypeThatCannotBeStoredIsReported(String types, String message) {
    Compiled compiled = Compiled.of(classes, "Order", HEAD + types);
    assertThat(compiled.ok()).isFalse();
    assertThat(errors(compiled)).hasSize(1);
    assertThat(errors(compiled).get(0)).startsWith("ERROR 2: ").contains(message);
  }

  @Test
  void genericRecordsThatHoldEachOtherAreReportedAtBoth() {
    Compiled compiled =
        Compiled.of(
            classes,
            "Order",
            HEAD
                + "@DynamoItem record Order<T>(\nOther<T> other) {}\n"
                + "@DynamoItem record Other<T>(int x,\nList<Order<T>> orders) {}");
    assertThat(errors(compiled))
        .hasSize(2)
        .allSatisfy(error -> assertThat(error).contains("hold each other in a circle"));
    assertThat(errors(compiled).get(0)).startsWith("ERROR 3: ");
    assertThat(errors(compiled).get(1)).startsWith("ERROR 5: ");
  }

  @Test
  void allMistakesOfARecordAreReportedTogether() {
    Compiled compiled =
        Compiled.of(
            classes, "Order", HEAD + "@DynamoItem record Order(\nDate a,\nint b,\nObject c) {}");
    assertThat(errors(compiled)).hasSize(2);
    assertThat(errors(compiled).get(0)).startsWith("ERROR 3: ");
    assertThat(errors(compiled).get(1)).startsWith("ERROR 5: ");
  }

  @Test
  void aSortKeyWhoseTextDoesNotSortIsWarnedOfUnlessThatIsSuppressed() {
    String record = "record Order(@PartitionKey String id,\n@SortKey Instant at) {}";
    Compiled warned = Compiled.of(classes, "Order", HEAD + "@DynamoItem " + record);
    assertThat(warned.ok()).isTrue();
    assertThat(warned.diagnostics()).hasSize(1);
    assertThat(warned.diagnostics().get(0))
        .startsWith("WARNING 3: ")
        .contains("does not sort", "@Converted(with = SortableInstant.class)");
    Compiled quiet =
        Compiled.of(classes, "Order", HEAD + "@DynamoItem @SuppressWarnings(\"stator\") " + record);
    assertThat(quiet.ok()).isTrue();
    assertThat(quiet.diagnostics()).isEmpty();
  }

  private static List<String> errors(Compiled compiled) {
    return compiled.diagnostics().stream()
        .filter(diagnostic -> diagnostic.startsWith("ERROR"))
        .filter(diagnostic -> !diagnostic.contains("cannot find symbol"))
        .toList();
  }
}

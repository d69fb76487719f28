package dev.stator.records.processor;

import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** What to write instead of a type that is not stored. */
final class Hints {
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("java.lang.Object", "write AttributeValue for what may be anything"),
          Map.entry("java.lang.Number", "write DynamoNumber"),
          Map.entry("java.lang.CharSequence", "write String"),
          Map.entry("java.nio.ByteBuffer", "write Binary"),
          Map.entry("java.util.Date", "write Instant"),
          Map.entry("java.util.Calendar", "write ZonedDateTime"),
          Map.entry("java.sql.Timestamp", "write Instant"),
          Map.entry("java.sql.Date", "write LocalDate"),
          Map.entry("java.util.OptionalInt", "write Optional<Integer>"),
          Map.entry("java.util.OptionalLong", "write Optional<Long>"),
          Map.entry("java.util.OptionalDouble", "write Optional<Double>"),
          Map.entry("java.util.Optional", "one Optional is enough, around the component's type"),
          Map.entry("java.util.Collection", "write List or Set"),
          Map.entry("java.lang.Iterable", "write List"),
          Map.entry("java.util.ArrayList", "write List"),
          Map.entry("java.util.LinkedList", "write List"),
          Map.entry("java.util.HashSet", "write Set"),
          Map.entry("java.util.LinkedHashSet", "write Set"),
          Map.entry("java.util.TreeSet", "write Set"),
          Map.entry("java.util.SortedSet", "write Set"),
          Map.entry("java.util.EnumSet", "write Set"),
          Map.entry("java.util.HashMap", "write Map"),
          Map.entry("java.util.LinkedHashMap", "write Map"),
          Map.entry("java.util.TreeMap", "write Map"),
          Map.entry("java.util.SortedMap", "write Map"));

  private static final String CONVERT =
      "write @Converted(with = ...) before it, with a StringConverter, NumberConverter or"
          + " AttributeConverter of yours";

  private Hints() {}

  static String of(String type, @Nullable TypeElement element) {
    int arguments = type.indexOf('<');
    String known = INSTEAD.get(arguments < 0 ? type : type.substring(0, arguments));
    if (known != null) {
      return known;
    } else if (element != null && element.getKind() == ElementKind.RECORD) {
      return "annotate the record with @DynamoItem";
    } else if (element != null && element.getModifiers().contains(Modifier.SEALED)) {
      return "annotate the sealed interface with @DynamoItem";
    }
    return CONVERT;
  }
}

package dev.stator.records.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.stator.item.AttributeType;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.records.internal.Numbers;
import dev.stator.records.internal.Scalars;
import dev.stator.records.internal.Times;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The Java types that are one value on the wire, and how each becomes it. */
final class ScalarTypes {
  private static final CodeBlock NOTHING = CodeBlock.of("");
  private static final CodeBlock TO_STRING = CodeBlock.of(".toString()");
  private static final CodeBlock TO_LONG = CodeBlock.of("(long) ");

  private static final Map<TypeName, ValueType.Scalar> SCALARS = scalars();

  private ScalarTypes() {}

  /** The scalar of a type, primitive or boxed, or null if the type is none. */
  static ValueType.@Nullable Scalar of(TypeName type) {
    return SCALARS.get(type.isPrimitive() ? type.box() : type);
  }

  /** Seconds since 1970, for an {@code Instant} that is a time to live. */
  static ValueType.Scalar epochSecond() {
    return new ValueType.Scalar(
        TypeName.get(Instant.class),
        AttributeType.N,
        NOTHING,
        CodeBlock.of(".getEpochSecond()"),
        CodeBlock.of("$T.epochSecond(in)", Numbers.class),
        true,
        true);
  }

  private static Map<TypeName, ValueType.Scalar> scalars() {
    Map<TypeName, ValueType.Scalar> all = new HashMap<>();
    add(all, Boolean.class, AttributeType.BOOL, NOTHING, NOTHING, Scalars.class, "bool", true);
    add(all, String.class, AttributeType.S, NOTHING, NOTHING, Scalars.class, "string", true);
    CodeBlock valueOf = CodeBlock.of("$T.valueOf(", String.class);
    CodeBlock close = CodeBlock.of(")");
    add(all, Character.class, AttributeType.S, valueOf, close, Scalars.class, "character", true);
    text(all, UUID.class, Scalars.class, "uuid", true);

    number(all, Byte.class, TO_LONG, "byteValue");
    number(all, Short.class, TO_LONG, "shortValue");
    number(all, Integer.class, TO_LONG, "intValue");
    number(all, Long.class, TO_LONG, "longValue");
    number(all, DynamoNumber.class, NOTHING, "dynamoNumber");
    number(all, BigInteger.class, CodeBlock.of("$T.of(", DynamoNumber.class), "bigInteger");
    number(all, BigDecimal.class, CodeBlock.of("$T.of(", DynamoNumber.class), "bigDecimal");
    number(all, Float.class, CodeBlock.of("$T.of(", Numbers.class), "floatValue");
    number(all, Double.class, CodeBlock.of("$T.of(", Numbers.class), "doubleValue");

    add(all, byte[].class, AttributeType.B, NOTHING, NOTHING, Scalars.class, "bytes", true);
    CodeBlock toByteArray = CodeBlock.of(".toByteArray()");
    add(all, Binary.class, AttributeType.B, NOTHING, toByteArray, Scalars.class, "binary", true);

    // Whose text has an offset, or as many digits as it needs before a Z, does not sort as time.
    text(all, Instant.class, Times.class, "instant", false);
    text(all, LocalDate.class, Times.class, "localDate", true);
    text(all, LocalTime.class, Times.class, "localTime", true);
    text(all, LocalDateTime.class, Times.class, "localDateTime", true);
    text(all, OffsetDateTime.class, Times.class, "offsetDateTime", false);
    text(all, OffsetTime.class, Times.class, "offsetTime", false);
    text(all, ZonedDateTime.class, Times.class, "zonedDateTime", false);
    text(all, Duration.class, Times.class, "duration", false);
    text(all, Period.class, Times.class, "period", false);
    text(all, Year.class, Times.class, "year", true);
    text(all, YearMonth.class, Times.class, "yearMonth", true);
    text(all, MonthDay.class, Times.class, "monthDay", true);
    text(all, ZoneId.class, Times.class, "zoneId", true);
    text(all, ZoneOffset.class, Times.class, "zoneOffset", true);
    return all;
  }

  private static void text(
      Map<TypeName, ValueType.Scalar> all,
      Class<?> java,
      Class<?> reader,
      String method,
      boolean sorts) {
    add(all, java, AttributeType.S, NOTHING, TO_STRING, reader, method, sorts);
  }

  private static void number(
      Map<TypeName, ValueType.Scalar> all, Class<?> java, CodeBlock before, String method) {
    boolean call = before.toString().endsWith("(");
    CodeBlock after = call ? CodeBlock.of(")") : NOTHING;
    add(all, java, AttributeType.N, before, after, Numbers.class, method, true);
  }

  private static void add(
      Map<TypeName, ValueType.Scalar> all,
      Class<?> java,
      AttributeType wire,
      CodeBlock before,
      CodeBlock after,
      Class<?> reader,
      String method,
      boolean sorts) {
    TypeName name = TypeName.get(java);
    boolean mayCollide = java == BigDecimal.class || java == Double.class || java == Float.class;
    CodeBlock read = CodeBlock.of("$T.$L(in)", reader, method);
    all.put(name, new ValueType.Scalar(name, wire, before, after, read, mayCollide, sorts));
  }
}

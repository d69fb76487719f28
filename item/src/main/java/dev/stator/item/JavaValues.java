package dev.stator.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of {@link AttributeValue#fromJava(Object)} and {@link AttributeValue#toJava()}. */
final class JavaValues {
  private JavaValues() {}

  static AttributeValue toAttribute(@Nullable Object value) {
    return toAttribute(value, "$", 0);
  }

  private static AttributeValue toAttribute(@Nullable Object value, String path, int depth) {
    if (value == null) {
      return new AttributeValue.Null();
    } else if (value instanceof AttributeValue attribute) {
      return attribute;
    } else if (value instanceof Item item) {
      return new AttributeValue.M(item.asMap());
    } else if (value instanceof Boolean bool) {
      return new AttributeValue.Bool(bool);
    } else if (value instanceof Map<?, ?> map) {
      return mapOf(map, path, deeper(path, depth));
    } else if (value instanceof Set<?> set) {
      return setOf(set, path);
    } else if (value instanceof Iterable<?> list) {
      return listOf(list, path, deeper(path, depth));
    } else if (value instanceof Object[] array) {
      return listOf(Arrays.asList(array), path, deeper(path, depth));
    } else if (value instanceof Optional<?> optional && optional.isPresent()) {
      return toAttribute(optional.get(), path, depth);
    }
    Object scalar = scalarOf(value, path);
    if (scalar instanceof String string) {
      return new AttributeValue.S(string);
    } else if (scalar instanceof DynamoNumber number) {
      return new AttributeValue.N(number);
    }
    return new AttributeValue.B((Binary) scalar);
  }

  /** Whether the value means that there is no attribute. */
  static boolean isAbsent(@Nullable Object value) {
    return value instanceof Optional<?> optional && optional.isEmpty();
  }

  /** The depth inside a list or map; what holds itself, as a file's path does, ends here. */
  private static int deeper(String path, int depth) {
    if (depth == AttributeValue.MAX_DEPTH) {
      throw new IllegalArgumentException(
          path + ": nested more than " + AttributeValue.MAX_DEPTH + " deep");
    }
    return depth + 1;
  }

  /** A {@code String}, {@code DynamoNumber} or {@code Binary}. */
  private static Object scalarOf(@Nullable Object value, String path) {
    try {
      if (value instanceof Enum<?> constant) {
        return constant.name();
      } else if (value instanceof CharSequence || value instanceof Character) {
        return value.toString();
      } else if (value instanceof TemporalAccessor
          || value instanceof TemporalAmount
          || value instanceof ZoneId
          || value instanceof UUID) {
        return value.toString();
      } else if (value instanceof Number number) {
        return numberOf(number);
      } else if (value instanceof DynamoNumber || value instanceof Binary) {
        return value;
      } else if (value instanceof byte[] bytes) {
        return Binary.of(bytes);
      } else if (value instanceof ByteBuffer buffer) {
        return Binary.of(buffer);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        path
            + ": no attribute value for "
            + (value == null ? "null in a set" : value.getClass().getName() + hint(value)));
  }

  private static String hint(Object value) {
    if (value instanceof Date || value instanceof Calendar) {
      return ": write toInstant()";
    } else if (value instanceof Optional) {
      return " without value: only in an item or map can it be left out";
    } else if (value.getClass().isArray()) {
      return ": write a List";
    } else if (value instanceof Number) {
      return ": write its longValue(), or a BigDecimal";
    }
    return "";
  }

  private static DynamoNumber numberOf(Number number) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return DynamoNumber.of(number.longValue());
    } else if (number instanceof BigDecimal decimal) {
      return DynamoNumber.of(decimal);
    } else if (number instanceof BigInteger integer) {
      return DynamoNumber.of(integer);
    } else if (number instanceof Double real) {
      return DynamoNumber.of(real);
    } else if (number instanceof Float real) {
      if (real.isNaN() || real.isInfinite()) {
        return DynamoNumber.of(real.doubleValue());
      }
      return DynamoNumber.of(new BigDecimal(real.toString()));
    }
    throw new IllegalArgumentException(
        "no attribute value for " + number.getClass().getName() + hint(number));
  }

  private static AttributeValue setOf(Set<?> set, String path) {
    List<Object> members = new ArrayList<>(set.size());
    for (Object member : set) {
      members.add(scalarOf(member, path));
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException(
          path + ": the set is empty: DynamoDB has no empty sets, leave it out");
    }
    Class<?> kind = members.get(0).getClass();
    for (Object member : members) {
      if (member.getClass() != kind) {
        throw new IllegalArgumentException(
            path
                + ": a set holds strings, numbers or binaries, not a mix: "
                + members.get(0)
                + ", "
                + member);
      }
    }
    try {
      if (kind == String.class) {
        return AttributeValue.stringSet(members.stream().map(String.class::cast).toList());
      } else if (kind == DynamoNumber.class) {
        return AttributeValue.numberSet(members.stream().map(DynamoNumber.class::cast).toList());
      }
      return AttributeValue.binarySet(members.stream().map(Binary.class::cast).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }

  private static AttributeValue listOf(Iterable<?> list, String path, int depth) {
    List<AttributeValue> members = new ArrayList<>();
    for (Object member : list) {
      members.add(toAttribute(member, path + "[" + members.size() + "]", depth));
    }
    return new AttributeValue.L(members);
  }

  private static AttributeValue mapOf(Map<?, ?> map, String path, int depth) {
    Map<String, AttributeValue> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException(
            path + ": a map's names are strings, not " + entry.getKey());
      }
      if (isAbsent(entry.getValue())) {
        continue;
      }
      entries.put(name, toAttribute(entry.getValue(), path + "." + name, depth));
    }
    return new AttributeValue.M(entries);
  }

  static @Nullable Object fromAttribute(AttributeValue value) {
    if (value instanceof AttributeValue.S s) {
      return s.value();
    } else if (value instanceof AttributeValue.N n) {
      return n.value().bigDecimal();
    } else if (value instanceof AttributeValue.B b) {
      return b.value();
    } else if (value instanceof AttributeValue.Bool bool) {
      return bool.value();
    } else if (value instanceof AttributeValue.SS ss) {
      return ss.values();
    } else if (value instanceof AttributeValue.NS ns) {
      Set<BigDecimal> numbers = new LinkedHashSet<>();
      ns.values().forEach(number -> numbers.add(number.bigDecimal()));
      return numbers;
    } else if (value instanceof AttributeValue.BS bs) {
      return bs.values();
    } else if (value instanceof AttributeValue.L l) {
      List<@Nullable Object> members = new ArrayList<>(l.values().size());
      l.values().forEach(member -> members.add(fromAttribute(member)));
      return members;
    } else if (value instanceof AttributeValue.M m) {
      return mapFrom(m.values());
    }
    return null;
  }

  static Map<String, @Nullable Object> mapFrom(Map<String, AttributeValue> attributes) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    attributes.forEach((name, attribute) -> entries.put(name, fromAttribute(attribute)));
    return entries;
  }
}

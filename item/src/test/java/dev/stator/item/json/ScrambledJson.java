package dev.stator.item.json;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes an item as DynamoDB JSON in one of the many ways that mean the same: attributes and set
 * members in any order, white space anywhere, characters escaped or not, numbers in other texts.
 */
final class ScrambledJson {
  private final Random random;
  private final StringBuilder out = new StringBuilder();

  ScrambledJson(long seed) {
    random = new Random(seed);
  }

  byte[] write(Item item) {
    out.setLength(0);
    space();
    attributes(item.asMap());
    space();
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void attributes(Map<String, AttributeValue> attributes) {
    List<Map.Entry<String, AttributeValue>> shuffled = new ArrayList<>(attributes.entrySet());
    Collections.shuffle(shuffled, random);
    open('{');
    for (int i = 0; i < shuffled.size(); i++) {
      comma(i);
      string(shuffled.get(i).getKey());
      open(':');
      value(shuffled.get(i).getValue());
    }
    out.append('}');
  }

  private void value(AttributeValue value) {
    open('{');
    string(value.type().name());
    open(':');
    if (value instanceof AttributeValue.S s) {
      string(s.value());
    } else if (value instanceof AttributeValue.N n) {
      number(n.value());
    } else if (value instanceof AttributeValue.B b) {
      string(b.value().toBase64());
    } else if (value instanceof AttributeValue.Bool bool) {
      out.append(bool.value());
    } else if (value instanceof AttributeValue.Null) {
      out.append(true);
    } else if (value instanceof AttributeValue.M m) {
      attributes(m.values());
    } else if (value instanceof AttributeValue.L l) {
      open('[');
      for (int i = 0; i < l.values().size(); i++) {
        comma(i);
        value(l.values().get(i));
      }
      out.append(']');
    } else if (value instanceof AttributeValue.SS ss) {
      set(ss.values());
    } else if (value instanceof AttributeValue.NS ns) {
      set(ns.values());
    } else if (value instanceof AttributeValue.BS bs) {
      set(bs.values());
    }
    space();
    out.append('}');
    space();
  }

  private void set(Collection<?> members) {
    List<Object> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, random);
    open('[');
    for (int i = 0; i < shuffled.size(); i++) {
      comma(i);
      Object member = shuffled.get(i);
      if (member instanceof DynamoNumber number) {
        number(number);
      } else {
        string(member instanceof Binary binary ? binary.toBase64() : (String) member);
      }
      space();
    }
    out.append(']');
  }

  private void number(DynamoNumber number) {
    String plain = number.toString();
    String same =
        switch (random.nextInt(6)) {
          case 0 -> number.bigDecimal().stripTrailingZeros().toString();
          case 1 -> plain.contains(".") ? plain + "00" : plain + ".0";
          case 2 -> plain.startsWith("-") ? "-00" + plain.substring(1) : "+0" + plain;
          case 3 -> number.bigDecimal().unscaledValue() + "e" + -number.bigDecimal().scale();
          default -> plain;
        };
    string(same);
  }

  private void string(String text) {
    boolean escaping = random.nextInt(3) == 0;
    out.append('"');
    text.codePoints()
        .forEach(
            point -> {
              boolean must = point < 0x20 || point == '"' || point == '\\';
              if (must || (escaping && random.nextInt(4) == 0)) {
                escape(point);
              } else {
                out.appendCodePoint(point);
              }
            });
    out.append('"');
  }

  private void escape(int point) {
    int shortForm = "\"\\/\b\f\n\r\t".indexOf(point);
    if (shortForm >= 0 && random.nextBoolean()) {
      out.append('\\').append("\"\\/bfnrt".charAt(shortForm));
      return;
    }
    for (char unit : Character.toChars(point)) {
      out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
    }
  }

  private void comma(int index) {
    space();
    if (index > 0) {
      open(',');
    }
  }

  private void open(char c) {
    space();
    out.append(c);
    space();
  }

  private void space() {
    while (random.nextInt(8) == 0) {
      out.append(" \t\r\n".charAt(random.nextInt(4)));
    }
  }
}

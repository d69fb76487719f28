package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import java.util.StringJoiner;

/** A key as it stands in a message: {@code customer="c-3", number=7}. */
final class KeyText {
  private KeyText() {}

  static String of(Item key) {
    StringJoiner text = new StringJoiner(", ");
    key.asMap().forEach((name, value) -> text.add(name + '=' + of(value)));
    return text.toString();
  }

  private static String of(AttributeValue value) {
    if (value instanceof AttributeValue.S s) {
      return '"' + s.value() + '"';
    } else if (value instanceof AttributeValue.N n) {
      return n.value().toString();
    } else if (value instanceof AttributeValue.B b) {
      return "base64:" + b.value().toBase64();
    }
    return value.toString();
  }
}

package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes members of a request, where there is something to say. */
final class Members {
  private Members() {}

  static void text(JsonWriter json, byte[] name, @Nullable String value) {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  static void number(JsonWriter json, byte[] name, @Nullable Integer value) {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  static void flag(JsonWriter json, byte[] name, boolean value) {
    if (value) {
      json.name(name).value(true);
    }
  }

  static void word(JsonWriter json, byte[] name, @Nullable Enum<?> value) {
    if (value != null) {
      json.name(name).value(value.name());
    }
  }

  static void names(JsonWriter json, Map<String, String> names) {
    if (!names.isEmpty()) {
      json.name(Names.EXPRESSION_ATTRIBUTE_NAMES).beginObject();
      names.forEach((placeholder, name) -> json.name(placeholder).value(name));
      json.endObject();
    }
  }

  static void values(JsonWriter json, Map<String, AttributeValue> values) {
    if (!values.isEmpty()) {
      json.name(Names.EXPRESSION_ATTRIBUTE_VALUES).beginObject();
      values.forEach((placeholder, value) -> json.name(placeholder).attributeValue(value));
      json.endObject();
    }
  }
}

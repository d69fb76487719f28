package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.json.JsonWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

  static boolean reports(@Nullable ReturnConsumedCapacity capacity) {
    return capacity != null && capacity != ReturnConsumedCapacity.NONE;
  }

  static void requireLimit(CallFacts call, @Nullable Integer limit) {
    if (limit != null && limit < 1) {
      throw call.invalid("the limit is " + limit + ", but must be 1 or more");
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

  static void parameters(JsonWriter json, List<AttributeValue> values) {
    if (!values.isEmpty()) {
      json.name(Names.PARAMETERS).beginArray();
      values.forEach(json::attributeValue);
      json.endArray();
    }
  }

  /** A token that makes a call safe to repeat; written once a call, and so one for its attempts. */
  static void token(JsonWriter json, @Nullable String token) {
    json.name(Names.CLIENT_REQUEST_TOKEN)
        .value(token == null ? UUID.randomUUID().toString() : token);
  }

  /** The table that all actions are on, or null where there are several or none. */
  static @Nullable String onlyTable(List<? extends TransactionAction> actions) {
    Set<@Nullable String> tables = new HashSet<>();
    actions.forEach(action -> tables.add(action.tableName()));
    return tables.size() == 1 ? tables.iterator().next() : null;
  }
}

package dev.stator.testkit;

import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonReader;
import dev.stator.item.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object of a request, as slices: found in one pass, read only when asked
 * for.
 */
final class RequestFields {
  private final byte[] bytes;
  private final List<String> names = new ArrayList<>();
  private int[] slices = new int[16];

  /** Reads the object that the slice is. */
  RequestFields(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    JsonReader reader = new JsonReader().reset(bytes, offset, length);
    reader.beginObject();
    while (reader.nextName()) {
      String name = reader.name();
      if (names.contains(name)) {
        throw DynamoDbError.serialization("member " + name + " is given twice");
      }
      reader.skip();
      int at = 2 * names.size();
      if (at == slices.length) {
        slices = Arrays.copyOf(slices, 2 * at);
      }
      slices[at] = reader.valueStart();
      slices[at + 1] = reader.valueEnd();
      names.add(name);
    }
    reader.endDocument();
  }

  List<String> names() {
    return names;
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** Refuses what the fake would have to ignore. */
  void allowOnly(Set<String> known, String operation) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw DynamoDbError.unsupported(name + " of " + operation);
      }
    }
  }

  @Nullable String string(String name) {
    JsonReader reader = reader(name);
    return reader == null ? null : reader.string();
  }

  String requiredString(String name) {
    String value = string(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  long integer(String name, long otherwise) {
    JsonReader reader = reader(name);
    return reader == null ? otherwise : reader.longValue();
  }

  double number(String name) {
    JsonReader reader = reader(name);
    if (reader == null) {
      throw missing(name);
    }
    return reader.doubleValue();
  }

  boolean bool(String name, boolean otherwise) {
    JsonReader reader = reader(name);
    return reader == null ? otherwise : reader.booleanValue();
  }

  @Nullable Item item(String name) {
    int i = names.indexOf(name);
    return i < 0 ? null : item(slices[2 * i], slices[2 * i + 1]);
  }

  /** That it is JSON is known by now: what is wrong is an attribute value. */
  private Item item(int start, int end) {
    try {
      return ItemJson.read(bytes, start, end - start);
    } catch (MalformedJsonException e) {
      throw DynamoDbError.validation(
          "One or more parameter values were invalid: " + e.getMessage());
    }
  }

  Item requiredItem(String name) {
    Item item = item(name);
    if (item == null) {
      throw missing(name);
    }
    return item;
  }

  /** The member's own members. */
  @Nullable RequestFields object(String name) {
    int i = names.indexOf(name);
    return i < 0
        ? null
        : new RequestFields(bytes, slices[2 * i], slices[2 * i + 1] - slices[2 * i]);
  }

  RequestFields requiredObject(String name) {
    RequestFields fields = object(name);
    if (fields == null) {
      throw missing(name);
    }
    return fields;
  }

  /** The objects of an array; none if the member is absent. */
  List<RequestFields> objects(String name) {
    List<RequestFields> objects = new ArrayList<>();
    JsonReader reader = reader(name);
    if (reader != null) {
      reader.beginArray();
      while (reader.nextElement()) {
        reader.skip();
        objects.add(slice(reader));
      }
    }
    return objects;
  }

  /** The items of an array; none if the member is absent. */
  List<Item> items(String name) {
    List<Item> items = new ArrayList<>();
    JsonReader reader = reader(name);
    if (reader != null) {
      reader.beginArray();
      while (reader.nextElement()) {
        reader.skip();
        items.add(item(reader.valueStart(), reader.valueEnd()));
      }
    }
    return items;
  }

  /** An object of strings; empty if the member is absent. */
  Map<String, String> strings(String name) {
    Map<String, String> strings = new LinkedHashMap<>();
    RequestFields object = object(name);
    if (object != null) {
      for (String key : object.names) {
        strings.put(key, object.requiredString(key));
      }
    }
    return strings;
  }

  private RequestFields slice(JsonReader reader) {
    return new RequestFields(bytes, reader.valueStart(), reader.valueEnd() - reader.valueStart());
  }

  private @Nullable JsonReader reader(String name) {
    int i = names.indexOf(name);
    if (i < 0) {
      return null;
    }
    return new JsonReader().reset(bytes, slices[2 * i], slices[2 * i + 1] - slices[2 * i]);
  }

  private static DynamoDbError missing(String name) {
    return DynamoDbError.validation(
        "1 validation error detected: Value null at '"
            + name.substring(0, 1).toLowerCase(Locale.ROOT)
            + name.substring(1)
            + "' failed to satisfy constraint: Member must not be null");
  }
}

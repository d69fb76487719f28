package dev.stator.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attribute values out of plain JSON: objects become maps, arrays lists, and numbers keep their 38
 * digits. There is no way to say set or binary, for which there is DynamoDB JSON.
 */
final class PlainItem {
  private final JsonReader json;
  private final byte[] bytes;

  private PlainItem(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.json = new JsonReader().reset(bytes, offset, length);
  }

  /**
   * Reads an item.
   *
   * @throws IllegalArgumentException if it is none; the message has the path and what is wrong
   */
  static Item read(byte[] bytes, int offset, int length) {
    PlainItem reading = new PlainItem(bytes, offset, length);
    try {
      Map<String, AttributeValue> attributes = reading.members(0);
      reading.json.endDocument();
      return Item.of(attributes);
    } catch (BadValue e) {
      throw new IllegalArgumentException("$" + e.path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads any value.
   *
   * @throws IllegalArgumentException if it is none
   */
  static AttributeValue readValue(byte[] bytes) {
    PlainItem reading = new PlainItem(bytes, 0, bytes.length);
    try {
      AttributeValue value = reading.value(1);
      reading.json.endDocument();
      return value;
    } catch (BadValue e) {
      throw new IllegalArgumentException("$" + e.path + ": " + e.getMessage(), e);
    }
  }

  private AttributeValue value(int depth) {
    if (depth > AttributeValue.MAX_DEPTH) {
      throw new BadValue("nested more than " + AttributeValue.MAX_DEPTH + " deep");
    }
    return switch (json.peek()) {
      case OBJECT -> AttributeValue.map(members(depth));
      case ARRAY -> new AttributeValue.L(elements(depth));
      case STRING -> AttributeValue.of(json.string());
      case NUMBER -> number();
      case BOOLEAN -> AttributeValue.of(json.booleanValue());
      case NULL -> {
        json.nullValue();
        yield AttributeValue.ofNull();
      }
    };
  }

  private Map<String, AttributeValue> members(int depth) {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    json.beginObject();
    while (json.nextName()) {
      String name = json.name();
      try {
        if (members.put(name, value(depth + 1)) != null) {
          throw new BadValue("the name comes twice");
        }
      } catch (BadValue e) {
        throw e.inside("." + name);
      }
    }
    return members;
  }

  private List<AttributeValue> elements(int depth) {
    List<AttributeValue> elements = new ArrayList<>();
    json.beginArray();
    while (json.nextElement()) {
      try {
        elements.add(value(depth + 1));
      } catch (BadValue e) {
        throw e.inside("[" + elements.size() + "]");
      }
    }
    return elements;
  }

  private AttributeValue number() {
    json.skip();
    int start = json.valueStart();
    String text = new String(bytes, start, json.valueEnd() - start, US_ASCII);
    try {
      return AttributeValue.of(DynamoNumber.of(text));
    } catch (IllegalArgumentException e) {
      throw new BadValue(String.valueOf(e.getMessage()));
    }
  }

  /** A fault, whose path is put together on its way out. */
  private static final class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    private String path = "";

    BadValue(String problem) {
      super(problem, null, false, false);
    }

    BadValue inside(String segment) {
      path = segment + path;
      return this;
    }
  }
}

package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.ItemSize;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.List;
import java.util.Map;

/**
 * What DynamoDB wants of an item for a table, as far as it can be known before it is sent: its key,
 * its size and its depth. What a value can be is seen to by {@link AttributeValue}.
 *
 * @param operation the operation that it is meant for
 * @param table the table
 * @param schema its key schema
 */
record ItemRules(String operation, String table, KeySchema schema) {
  /**
   * An item's JSON is no longer than this many times its size: the worst is a set of numbers such
   * as 1E-130, which weigh 2 bytes each and take 135.
   */
  private static final int MOST_JSON_FOR_A_BYTE = 70;

  /** Up to this size the bound is small enough to go by; above it the JSON is measured. */
  private static final int SMALL = 4096;

  /** Checks an item to be put, and returns its key. */
  Key checkItem(Item item) {
    Key key = keyOf(item);
    if (ItemSize.of(item) > ItemSize.MAX_ITEM_BYTES) {
      String subject = new CallFacts(operation, table, null, 0).at(key.toItem());
      throw InvalidItemException.tooLarge(subject, operation, table, key, "$", item);
    }
    checkDepth(item, key);
    return key;
  }

  /** Checks a key that is given as an item. */
  Key checkKey(Item given) {
    Key key = keyOf(given);
    for (String name : given.names()) {
      if (!name.equals(key.partitionName()) && !name.equals(key.sortName())) {
        throw new InvalidItemException(
            operation, table, key, "$." + name, "it is no attribute of the table's key", "");
      }
    }
    return key;
  }

  private Key keyOf(Item item) {
    checkKeyAttribute(item, schema.partitionKey());
    KeySchema.Attribute sort = schema.sortKey();
    if (sort != null) {
      checkKeyAttribute(item, sort);
    }
    try {
      return schema.keyOf(item);
    } catch (IllegalArgumentException e) {
      throw new InvalidItemException(
          operation, table, null, pathOfBadKey(item), String.valueOf(e.getMessage()), "");
    }
  }

  private void checkKeyAttribute(Item item, KeySchema.Attribute attribute) {
    AttributeValue value = item.get(attribute.name());
    if (value == null) {
      throw new InvalidItemException(
          operation,
          table,
          null,
          "$." + attribute.name(),
          "this attribute of the table's key is absent from the item",
          "the item has " + String.join(", ", item.names()));
    }
    if (value.type() != attribute.type()) {
      throw new InvalidItemException(
          operation,
          table,
          null,
          "$." + attribute.name(),
          "it is of type " + value.type() + ", the table's key wants " + attribute.type(),
          "");
    }
  }

  /** Which key attribute is empty or too long. */
  private String pathOfBadKey(Item item) {
    KeySchema.Attribute sort = schema.sortKey();
    if (sort != null) {
      KeySchema partitionOnly = new KeySchema(schema.partitionKey(), null);
      try {
        partitionOnly.keyOf(item);
        return "$." + sort.name();
      } catch (IllegalArgumentException e) {
        return "$." + schema.partitionKey().name();
      }
    }
    return "$." + schema.partitionKey().name();
  }

  private void checkDepth(Item item, Key key) {
    for (Map.Entry<String, AttributeValue> attribute : item.asMap().entrySet()) {
      if (depth(attribute.getValue()) > AttributeValue.MAX_DEPTH) {
        throw new InvalidItemException(
            operation,
            table,
            key,
            deepest("$." + attribute.getKey(), attribute.getValue()),
            "it is nested more than " + AttributeValue.MAX_DEPTH + " deep",
            "");
      }
    }
  }

  /** How many containers are within each other, this one included. */
  private static int depth(AttributeValue value) {
    int members = 0;
    if (value instanceof AttributeValue.M map) {
      for (AttributeValue member : map.values().values()) {
        members = Math.max(members, depth(member));
      }
    } else if (value instanceof AttributeValue.L list) {
      for (AttributeValue member : list.values()) {
        members = Math.max(members, depth(member));
      }
    } else {
      return isSet(value) ? 1 : 0;
    }
    return 1 + members;
  }

  private static boolean isSet(AttributeValue value) {
    return value instanceof AttributeValue.SS
        || value instanceof AttributeValue.NS
        || value instanceof AttributeValue.BS;
  }

  private static String deepest(String path, AttributeValue value) {
    String to = path;
    AttributeValue at = value;
    while (true) {
      AttributeValue container = at;
      int below = depth(container) - 1;
      if (container instanceof AttributeValue.M map && below > 0) {
        for (Map.Entry<String, AttributeValue> member : map.values().entrySet()) {
          if (depth(member.getValue()) == below) {
            to = to + '.' + member.getKey();
            at = member.getValue();
            break;
          }
        }
      } else if (container instanceof AttributeValue.L list && below > 0) {
        List<AttributeValue> members = list.values();
        for (int i = 0; i < members.size(); i++) {
          if (depth(members.get(i)) == below) {
            to = to + '[' + i + ']';
            at = members.get(i);
            break;
          }
        }
      } else {
        return to;
      }
    }
  }

  /** What an item takes of a request, at most. */
  long wireBytes(Item item) {
    int size = ItemSize.of(item);
    return size <= SMALL
        ? (long) size * MOST_JSON_FOR_A_BYTE
        : new JsonWriter(new Utf8Buffer(2 * size)).item(item).buffer().length();
  }
}

package dev.stator.item.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Finds the path of a place in a JSON text, by walking the text again from its start: paths cost
 * nothing until there is an error to explain.
 *
 * <p>The walk trusts nothing: the text is known to be faulty, at the place in question or before
 * its end. DynamoDB's type tags ({@code "M"}, {@code "L"} ...) are left out of the path. Inside an
 * item they are told from attributes by their place, since an attribute may well be named {@code
 * "M"}; in a response the members listed in {@link #ITEMS} hold items.
 */
final class JsonPath {
  /** Members of requests and responses whose value is an item, or an array of items. */
  private static final Set<String> ITEMS =
      Set.of(
          "Item",
          "Items",
          "Key",
          "Keys",
          "Attributes",
          "LastEvaluatedKey",
          "ExclusiveStartKey",
          "ExpressionAttributeValues",
          "ItemCollectionKey",
          "NewImage",
          "OldImage");

  private enum Role {
    /** Plain JSON. */
    ENVELOPE,
    /** An array whose members are items. */
    ITEMS,
    /** The responses of a batch: an array of items for each table. */
    TABLES,
    /** An item, or the content of an M: names are attributes. */
    ATTRIBUTES,
    /** An attribute value: its one name is a type tag. */
    VALUE,
    /** The content of an L: members are attribute values. */
    VALUES
  }

  private static final class Container {
    final Role role;
    final boolean array;
    int index = 0;
    String name = "";
    boolean named = false;

    Container(Role role, boolean array) {
      this.role = role;
      this.array = array;
    }
  }

  private JsonPath() {}

  /**
   * @param item whether the text is an item; else it is a request, a response, or any JSON
   */
  static String of(byte[] b, int start, int end, int at, boolean item) {
    Deque<Container> open = new ArrayDeque<>();
    Role next = item ? Role.ATTRIBUTES : Role.ENVELOPE;
    int p = start;
    while (p < Math.min(at, end)) {
      Container inner = open.peekLast();
      switch (b[p]) {
        case '{', '[' -> {
          boolean array = b[p] == '[';
          Role role = inner == null ? next : childRole(inner);
          if (array && role == Role.ATTRIBUTES) {
            role = Role.ITEMS;
          } else if (array && role == Role.TABLES) {
            role = Role.ENVELOPE;
          }
          open.addLast(new Container(role, array));
          p++;
        }
        case '}', ']' -> {
          open.pollLast();
          p++;
        }
        case ',' -> {
          if (inner != null) {
            inner.index++;
            inner.named = false;
          }
          p++;
        }
        case '"' -> {
          int close = closingQuote(b, p + 1, end);
          if (inner != null && !inner.array && !inner.named && close >= at) {
            return path(open); // The fault is inside a name: it belongs to the container.
          }
          if (inner != null && !inner.array && !inner.named) {
            inner.name = new String(b, p + 1, close - p - 1, StandardCharsets.UTF_8);
            inner.named = true;
          }
          p = close + 1;
        }
        default -> p++;
      }
    }
    return path(open);
  }

  private static Role childRole(Container parent) {
    return switch (parent.role) {
      case ENVELOPE ->
          parent.array
              ? Role.ENVELOPE
              : ITEMS.contains(parent.name)
                  ? Role.ATTRIBUTES
                  : parent.name.equals("Responses") ? Role.TABLES : Role.ENVELOPE;
      case ITEMS, TABLES -> Role.ATTRIBUTES;
      case ATTRIBUTES, VALUES -> Role.VALUE;
      case VALUE ->
          parent.name.equals("M")
              ? Role.ATTRIBUTES
              : parent.name.equals("L") ? Role.VALUES : Role.ENVELOPE;
    };
  }

  private static int closingQuote(byte[] b, int from, int end) {
    int p = from;
    while (p < end && b[p] != '"') {
      p += b[p] == '\\' ? 2 : 1;
    }
    return Math.min(p, end);
  }

  private static String path(Deque<Container> open) {
    StringBuilder path = new StringBuilder("$");
    for (Container container : open) {
      if (container.array) {
        path.append('[').append(container.index).append(']');
      } else if (container.named && container.role != Role.VALUE) {
        boolean plain = container.name.matches("[\\w-]+");
        path.append(plain ? "." : "[\"").append(container.name).append(plain ? "" : "\"]");
      }
    }
    return path.toString();
  }
}

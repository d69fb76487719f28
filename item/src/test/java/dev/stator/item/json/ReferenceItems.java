package dev.stator.item.json;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.item.json.ReferenceJson.Arr;
import dev.stator.item.json.ReferenceJson.Bool;
import dev.stator.item.json.ReferenceJson.Member;
import dev.stator.item.json.ReferenceJson.Node;
import dev.stator.item.json.ReferenceJson.Null;
import dev.stator.item.json.ReferenceJson.Num;
import dev.stator.item.json.ReferenceJson.Obj;
import dev.stator.item.json.ReferenceJson.Refused;
import dev.stator.item.json.ReferenceJson.Str;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Items and pages out of {@link ReferenceJson}'s tree, by DynamoDB's rules and nothing else. */
final class ReferenceItems {
  /** What a page says. */
  record Page(
      List<Item> items,
      long count,
      long scannedCount,
      @Nullable Item lastEvaluatedKey,
      double capacityUnits) {}

  /** An item 32 deep is an object of 2 objects or arrays a level, and one. */
  private static final int ITEM_JSON_DEPTH = 2 * ItemReader.MAX_DEPTH + 2;

  private static final int PAGE_JSON_DEPTH = JsonReader.MAX_DEPTH;

  private ReferenceItems() {}

  static Item item(byte[] json) {
    return itemOf(ReferenceJson.parse(json, ITEM_JSON_DEPTH));
  }

  static Page page(byte[] json) {
    Map<String, Node> members = new LinkedHashMap<>();
    for (Member member : object(ReferenceJson.parse(json, PAGE_JSON_DEPTH)).members()) {
      boolean twice = members.put(member.name(), member.value()) != null;
      if (twice && KNOWN.contains(member.name())) {
        throw new Refused("a member twice");
      }
    }
    List<Item> items = new ArrayList<>();
    Node array = members.get("Items");
    if (array != null) {
      elements(array).forEach(element -> items.add(itemOf(element)));
    }
    long count = integer(members.get("Count"));
    if (array != null && count >= 0 && count != items.size()) {
      throw new Refused("wrong count");
    }
    Node key = members.get("LastEvaluatedKey");
    return new Page(
        items,
        count,
        integer(members.get("ScannedCount")),
        key == null || key instanceof Null ? null : itemOf(key),
        capacity(members.get("ConsumedCapacity")));
  }

  private static final Set<String> KNOWN =
      Set.of("Items", "Count", "ScannedCount", "LastEvaluatedKey", "ConsumedCapacity");

  private static double capacity(@Nullable Node node) {
    double units = 0;
    if (node != null && !(node instanceof Null)) {
      for (Member member : object(node).members()) {
        if (member.name().equals("CapacityUnits")) {
          units = Double.parseDouble(number(member.value()));
          if (Double.isInfinite(units)) {
            throw new Refused("no double");
          }
        }
      }
    }
    return units;
  }

  private static long integer(@Nullable Node node) {
    if (node == null) {
      return -1;
    }
    try {
      return Long.parseLong(number(node));
    } catch (NumberFormatException e) {
      throw new Refused("no long");
    }
  }

  private static Item itemOf(Node node) {
    return Item.of(attributes(node, 0));
  }

  private static Map<String, AttributeValue> attributes(Node node, int depth) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    for (Member member : object(node).members()) {
      if (attributes.put(member.name(), value(member.value(), depth)) != null) {
        throw new Refused("a name twice");
      }
    }
    return attributes;
  }

  private static AttributeValue value(Node node, int depth) {
    List<Member> members = object(node).members();
    if (members.size() != 1) {
      throw new Refused("one type is wanted");
    }
    Node content = members.get(0).value();
    return switch (members.get(0).name()) {
      case "S" -> AttributeValue.of(string(content));
      case "N" -> AttributeValue.of(dynamoNumber(content));
      case "B" -> AttributeValue.of(binary(content));
      case "BOOL" -> AttributeValue.of(bool(content));
      case "NULL" -> {
        if (!bool(content)) {
          throw new Refused("NULL false");
        }
        yield AttributeValue.ofNull();
      }
      case "M" -> AttributeValue.map(attributes(content, deeper(depth)));
      case "L" -> {
        int below = deeper(depth);
        List<AttributeValue> values = new ArrayList<>();
        elements(content).forEach(element -> values.add(value(element, below)));
        yield new AttributeValue.L(values);
      }
      case "SS" -> new AttributeValue.SS(set(content, depth, ReferenceItems::string));
      case "NS" -> new AttributeValue.NS(set(content, depth, ReferenceItems::dynamoNumber));
      case "BS" -> new AttributeValue.BS(set(content, depth, ReferenceItems::binary));
      default -> throw new Refused("unknown type");
    };
  }

  private static int deeper(int depth) {
    if (depth == ItemReader.MAX_DEPTH) {
      throw new Refused("too deep");
    }
    return depth + 1;
  }

  private static <T> Set<T> set(Node content, int depth, Function<Node, T> member) {
    deeper(depth);
    Set<T> members = new LinkedHashSet<>();
    for (Node element : elements(content)) {
      if (!members.add(member.apply(element))) {
        throw new Refused("a member twice");
      }
    }
    if (members.isEmpty()) {
      throw new Refused("an empty set");
    }
    return members;
  }

  /** By value alone: what the number is, not how {@link DynamoNumber} finds it. */
  private static DynamoNumber dynamoNumber(Node node) {
    String text = string(node);
    boolean decimal = text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    if (!decimal || text.length() > 1024) {
      throw new Refused("no number");
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new Refused("an exponent past all bounds");
    }
    if (value.signum() == 0) {
      return DynamoNumber.of(0);
    }
    BigDecimal size = value.abs();
    boolean inRange =
        size.compareTo(new BigDecimal("1E-130")) >= 0
            && size.compareTo(new BigDecimal("1E126")) < 0;
    if (!inRange || size.stripTrailingZeros().precision() > 38) {
      throw new Refused("out of range");
    }
    return DynamoNumber.of(value);
  }

  private static Binary binary(Node node) {
    String text = string(node);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new Refused("no base64");
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new Refused("not the base64 of its bytes");
    }
    return Binary.of(bytes);
  }

  private static Obj object(Node node) {
    if (node instanceof Obj object) {
      return object;
    }
    throw new Refused("no object");
  }

  private static List<Node> elements(Node node) {
    if (node instanceof Arr array) {
      return array.elements();
    }
    throw new Refused("no array");
  }

  private static String string(Node node) {
    if (node instanceof Str string) {
      return string.value();
    }
    throw new Refused("no string");
  }

  private static String number(Node node) {
    if (node instanceof Num number) {
      return number.text();
    }
    throw new Refused("no number");
  }

  private static boolean bool(Node node) {
    if (node instanceof Bool bool) {
      return bool.value();
    }
    throw new Refused("no boolean");
  }
}

package dev.stator.testkit;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The few expressions that the fake evaluates. Whatever does not match is refused, so that a test
 * never gets a wrong answer:
 *
 * <ul>
 *   <li>key condition: {@code name = :value}, the partition key only
 *   <li>condition: {@code attribute_exists(name)}, {@code attribute_not_exists(name)}
 *   <li>update: {@code SET name = :value, ... REMOVE name, ...}, either part or both
 * </ul>
 *
 * <p>A name is a top-level attribute, given directly or as {@code #placeholder}.
 */
final class Expressions {
  private static final String NAME = "(#?[A-Za-z0-9_-]+)";
  private static final Pattern KEY_EQUALS =
      Pattern.compile("\\s*\\(?\\s*" + NAME + "\\s*=\\s*(:[A-Za-z0-9_]+)\\s*\\)?\\s*");
  private static final Pattern EXISTS =
      Pattern.compile(
          "\\s*(attribute_exists|attribute_not_exists)\\s*\\(\\s*" + NAME + "\\s*\\)\\s*");
  private static final Pattern UPDATE =
      Pattern.compile(
          "\\s*(?:SET\\s+(?<set>[^()+]+?))?\\s*(?:REMOVE\\s+(?<remove>[^()+:]+?))?\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*" + NAME + "\\s*=\\s*(:[A-Za-z0-9_]+)\\s*");
  private static final Pattern ONE_NAME = Pattern.compile("\\s*" + NAME + "\\s*");

  private Expressions() {}

  /** The partition that a Query asks for. */
  static TableKey partition(KeySchema schema, RequestFields fields) {
    String expression = fields.requiredString("KeyConditionExpression");
    Matcher matcher = KEY_EQUALS.matcher(expression);
    if (!matcher.matches()) {
      throw DynamoDbError.unsupported("KeyConditionExpression " + expression);
    }
    String name = name(matcher.group(1), fields);
    if (!name.equals(schema.partitionKey().name())) {
      throw DynamoDbError.validation("Query condition missed key schema element: " + name);
    }
    AttributeValue value = value(matcher.group(2), fields);
    if (value.type() != schema.partitionKey().type()) {
      throw DynamoDbError.validation(
          "One or more parameter values were invalid: Condition parameter type does not match"
              + " schema type");
    }
    return TableKey.of(new Key(name, value, null, null));
  }

  /** Refuses the write if the request's condition does not hold for the item that is there. */
  static void check(RequestFields fields, @Nullable StoredItem old) {
    String expression = fields.string("ConditionExpression");
    if (expression == null) {
      return;
    }
    Matcher matcher = EXISTS.matcher(expression);
    if (!matcher.matches()) {
      throw DynamoDbError.unsupported("ConditionExpression " + expression);
    }
    boolean exists = old != null && old.item().has(name(matcher.group(2), fields));
    if (exists != matcher.group(1).equals("attribute_exists")) {
      boolean wanted = "ALL_OLD".equals(fields.string("ReturnValuesOnConditionCheckFailure"));
      throw DynamoDbError.conditionFailed(wanted && old != null ? old.item() : null);
    }
  }

  /** The item after the request's update. */
  static Item update(RequestFields fields, Item before) {
    String expression = fields.string("UpdateExpression");
    if (expression == null) {
      return before;
    }
    Matcher matcher = UPDATE.matcher(expression);
    if (!matcher.matches() || expression.isBlank()) {
      throw DynamoDbError.unsupported("UpdateExpression " + expression);
    }
    Map<String, AttributeValue> attributes = new LinkedHashMap<>(before.asMap());
    for (String assignment : parts(matcher.group("set"))) {
      Matcher set = ASSIGNMENT.matcher(assignment);
      if (!set.matches()) {
        throw DynamoDbError.unsupported("UpdateExpression " + expression);
      }
      attributes.put(name(set.group(1), fields), value(set.group(2), fields));
    }
    for (String removed : parts(matcher.group("remove"))) {
      Matcher remove = ONE_NAME.matcher(removed);
      if (!remove.matches()) {
        throw DynamoDbError.unsupported("UpdateExpression " + expression);
      }
      attributes.remove(name(remove.group(1), fields));
    }
    return Item.of(attributes);
  }

  private static List<String> parts(@Nullable String list) {
    return list == null ? List.of() : new ArrayList<>(List.of(list.split(",", -1)));
  }

  private static String name(String nameOrPlaceholder, RequestFields fields) {
    if (!nameOrPlaceholder.startsWith("#")) {
      return nameOrPlaceholder;
    }
    String name = fields.strings("ExpressionAttributeNames").get(nameOrPlaceholder);
    if (name == null) {
      throw DynamoDbError.validation(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + nameOrPlaceholder);
    }
    return name;
  }

  private static AttributeValue value(String placeholder, RequestFields fields) {
    Item values = fields.item("ExpressionAttributeValues");
    AttributeValue value = values == null ? null : values.get(placeholder);
    if (value == null) {
      throw DynamoDbError.validation(
          "An expression attribute value used in expression is not defined; attribute value: "
              + placeholder);
    }
    return value;
  }
}

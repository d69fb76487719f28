package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action of a transaction that changes nothing: what must hold of an item for the others to be
 * done (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConditionCheck.html">ConditionCheck</a>).
 *
 * @param tableName the table, by name or ARN
 * @param key the item's key
 * @param conditionExpression what must hold of the item
 * @param expressionAttributeNames what the {@code #names} in the expression stand for
 * @param expressionAttributeValues what the {@code :values} in the expression stand for
 * @param returnValuesOnConditionCheckFailure whether a {@link CancellationReason} is to hold the
 *     item
 */
public record ConditionCheck(
    String tableName,
    Item key,
    String conditionExpression,
    Map<String, String> expressionAttributeNames,
    Map<String, AttributeValue> expressionAttributeValues,
    @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure)
    implements TransactWriteItem {
  public ConditionCheck {
    expressionAttributeNames = Map.copyOf(expressionAttributeNames);
    expressionAttributeValues = Map.copyOf(expressionAttributeValues);
  }

  /** A check of the item of a key. */
  public static Builder builder(String tableName, Key key, String conditionExpression) {
    return new Builder(tableName, key, conditionExpression);
  }

  @Override
  public String actionName() {
    return "ConditionCheck";
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TABLE_NAME).value(tableName);
    json.name(Names.KEY).item(key);
    Members.text(json, Names.CONDITION_EXPRESSION, conditionExpression);
    Members.names(json, expressionAttributeNames);
    Members.values(json, expressionAttributeValues);
    Members.word(
        json, Names.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE, returnValuesOnConditionCheckFailure);
  }

  /** Builds checks. Not safe for use by many threads. */
  public static final class Builder {
    private final String tableName;
    private final Key key;
    private final String conditionExpression;
    private Map<String, String> expressionAttributeNames = Map.of();
    private Map<String, AttributeValue> expressionAttributeValues = Map.of();
    private @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure;

    private Builder(String tableName, Key key, String conditionExpression) {
      this.tableName = tableName;
      this.key = key;
      this.conditionExpression = conditionExpression;
    }

    /** What the {@code #names} in the expression stand for. */
    public Builder expressionAttributeNames(Map<String, String> expressionAttributeNames) {
      this.expressionAttributeNames = expressionAttributeNames;
      return this;
    }

    /** What the {@code :values} in the expression stand for. */
    public Builder expressionAttributeValues(
        Map<String, AttributeValue> expressionAttributeValues) {
      this.expressionAttributeValues = expressionAttributeValues;
      return this;
    }

    /** Whether a {@link CancellationReason} is to hold the item. */
    public Builder returnValuesOnConditionCheckFailure(
        ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure) {
      this.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure;
      return this;
    }

    /** The check. */
    public ConditionCheck build() {
      return new ConditionCheck(
          tableName,
          key.toItem(),
          conditionExpression,
          expressionAttributeNames,
          expressionAttributeValues,
          returnValuesOnConditionCheckFailure);
    }
  }
}

package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.expression.Condition;
import dev.stator.item.expression.Expression;
import dev.stator.item.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an item, in place of the one with its key if there is one (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html">PutItem</a>).
 *
 * @param tableName the table, by name or ARN
 * @param item the item to write, with its key
 * @param conditionExpression what must hold for the write to be done
 * @param expressionAttributeNames what the {@code #names} in expressions stand for
 * @param expressionAttributeValues what the {@code :values} in expressions stand for
 * @param returnValues which attributes the answer is to hold; null for none
 * @param returnValuesOnConditionCheckFailure whether a {@link ConditionalCheckFailedException} is
 *     to hold the item
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 * @param returnItemCollectionMetrics whether the answer is to report the size of the item
 *     collection
 */
public record PutItemRequest(
    String tableName,
    Item item,
    @Nullable String conditionExpression,
    Map<String, String> expressionAttributeNames,
    Map<String, AttributeValue> expressionAttributeValues,
    @Nullable ReturnValues returnValues,
    @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity,
    @Nullable ReturnItemCollectionMetrics returnItemCollectionMetrics)
    implements DynamoRequest, TransactWriteItem {
  public PutItemRequest {
    expressionAttributeNames = Map.copyOf(expressionAttributeNames);
    expressionAttributeValues = Map.copyOf(expressionAttributeValues);
  }

  /** A request that writes an item. */
  public static Builder builder(String tableName, Item item) {
    return new Builder(tableName, item);
  }

  /** A builder that starts with what this request says. */
  public Builder toBuilder() {
    Builder builder = new Builder(tableName, item);
    builder.conditionExpression = RequestExpressions.raw(conditionExpression);
    builder.expressionAttributeNames = expressionAttributeNames;
    builder.expressionAttributeValues = expressionAttributeValues;
    builder.returnValues = returnValues;
    builder.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure;
    builder.returnConsumedCapacity = returnConsumedCapacity;
    builder.returnItemCollectionMetrics = returnItemCollectionMetrics;
    return builder;
  }

  @Override
  public String operation() {
    return "PutItem";
  }

  @Override
  public String actionName() {
    return "Put";
  }

  @Override
  public @Nullable Item key() {
    return null;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TABLE_NAME).value(tableName);
    json.name(Names.ITEM).item(item);
    writeOptions(json);
  }

  /** What follows table and item. */
  void writeOptions(JsonWriter json) {
    Members.text(json, Names.CONDITION_EXPRESSION, conditionExpression);
    Members.names(json, expressionAttributeNames);
    Members.values(json, expressionAttributeValues);
    Members.word(json, Names.RETURN_VALUES, returnValues);
    Members.word(
        json, Names.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE, returnValuesOnConditionCheckFailure);
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
    Members.word(json, Names.RETURN_ITEM_COLLECTION_METRICS, returnItemCollectionMetrics);
  }

  /** Builds requests. Not safe for use by many threads. */
  public static final class Builder {
    private final String tableName;
    private final Item item;
    private @Nullable Expression conditionExpression;
    private Map<String, String> expressionAttributeNames = Map.of();
    private Map<String, AttributeValue> expressionAttributeValues = Map.of();
    private @Nullable ReturnValues returnValues;
    private @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure;
    private @Nullable ReturnConsumedCapacity returnConsumedCapacity;
    private @Nullable ReturnItemCollectionMetrics returnItemCollectionMetrics;

    private Builder(String tableName, Item item) {
      this.tableName = tableName;
      this.item = item;
    }

    /** What must hold for the write to be done. */
    public Builder conditionExpression(String conditionExpression) {
      this.conditionExpression = Expression.raw(conditionExpression);
      return this;
    }

    /** What must hold for the write to be done; its names and values are the request's business. */
    public Builder conditionExpression(Condition conditionExpression) {
      this.conditionExpression = conditionExpression;
      return this;
    }

    /** What the {@code #names} in expressions stand for. */
    public Builder expressionAttributeNames(Map<String, String> expressionAttributeNames) {
      this.expressionAttributeNames = expressionAttributeNames;
      return this;
    }

    /** What the {@code :values} in expressions stand for. */
    public Builder expressionAttributeValues(
        Map<String, AttributeValue> expressionAttributeValues) {
      this.expressionAttributeValues = expressionAttributeValues;
      return this;
    }

    /** Which attributes the answer is to hold; null for none. */
    public Builder returnValues(ReturnValues returnValues) {
      this.returnValues = returnValues;
      return this;
    }

    /** Whether a {@link ConditionalCheckFailedException} is to hold the item. */
    public Builder returnValuesOnConditionCheckFailure(
        ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure) {
      this.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure;
      return this;
    }

    /** How much of the consumed capacity the answer is to report; null for nothing. */
    public Builder returnConsumedCapacity(ReturnConsumedCapacity returnConsumedCapacity) {
      this.returnConsumedCapacity = returnConsumedCapacity;
      return this;
    }

    /** Whether the answer is to report the size of the item collection. */
    public Builder returnItemCollectionMetrics(
        ReturnItemCollectionMetrics returnItemCollectionMetrics) {
      this.returnItemCollectionMetrics = returnItemCollectionMetrics;
      return this;
    }

    /** What must hold besides. */
    Builder andCondition(Condition more) {
      conditionExpression = RequestExpressions.and(conditionExpression, more);
      return this;
    }

    /** The request. */
    public PutItemRequest build() {
      RequestExpressions expressions =
          new RequestExpressions(expressionAttributeNames, expressionAttributeValues);
      return new PutItemRequest(
          tableName,
          item,
          expressions.text(conditionExpression),
          expressions.names(),
          expressions.values(),
          returnValues,
          returnValuesOnConditionCheckFailure,
          returnConsumedCapacity,
          returnItemCollectionMetrics);
    }
  }
}

package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.expression.Condition;
import dev.stator.item.expression.Expression;
import dev.stator.item.expression.Update;
import dev.stator.item.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes attributes of the item of a key, and makes the item if there is none (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">UpdateItem</a>).
 *
 * @param tableName the table, by name or ARN
 * @param key the key: its partition key, and its sort key if the table has one
 * @param updateExpression what to change; null only makes sure that the item exists
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
public record UpdateItemRequest(
    String tableName,
    Item key,
    @Nullable String updateExpression,
    @Nullable String conditionExpression,
    Map<String, String> expressionAttributeNames,
    Map<String, AttributeValue> expressionAttributeValues,
    @Nullable ReturnValues returnValues,
    @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity,
    @Nullable ReturnItemCollectionMetrics returnItemCollectionMetrics)
    implements DynamoRequest, TransactWriteItem {
  public UpdateItemRequest {
    expressionAttributeNames = Map.copyOf(expressionAttributeNames);
    expressionAttributeValues = Map.copyOf(expressionAttributeValues);
  }

  /** A request on the item of a key. */
  public static Builder builder(String tableName, Key key) {
    return new Builder(tableName, key.toItem());
  }

  /** A builder that starts with what this request says. */
  public Builder toBuilder() {
    Builder builder = new Builder(tableName, key);
    builder.updateExpression = RequestExpressions.raw(updateExpression);
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
    return "UpdateItem";
  }

  @Override
  public String actionName() {
    return "Update";
  }

  @Override
  public boolean repeatable() {
    return UpdateRepetition.isHarmless(updateExpression);
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TABLE_NAME).value(tableName);
    json.name(Names.KEY).item(key);
    Members.text(json, Names.UPDATE_EXPRESSION, updateExpression);
    Members.text(json, Names.CONDITION_EXPRESSION, conditionExpression);
    Members.names(json, expressionAttributeNames);
    Members.values(json, expressionAttributeValues);
    writeOptions(json);
  }

  /** What follows key and expressions. */
  void writeOptions(JsonWriter json) {
    Members.word(json, Names.RETURN_VALUES, returnValues);
    Members.word(
        json, Names.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE, returnValuesOnConditionCheckFailure);
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
    Members.word(json, Names.RETURN_ITEM_COLLECTION_METRICS, returnItemCollectionMetrics);
  }

  /** Builds requests. Not safe for use by many threads. */
  public static final class Builder {
    private final String tableName;
    private final Item key;
    private @Nullable Expression updateExpression;
    private @Nullable Expression conditionExpression;
    private Map<String, String> expressionAttributeNames = Map.of();
    private Map<String, AttributeValue> expressionAttributeValues = Map.of();
    private @Nullable ReturnValues returnValues;
    private @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure;
    private @Nullable ReturnConsumedCapacity returnConsumedCapacity;
    private @Nullable ReturnItemCollectionMetrics returnItemCollectionMetrics;

    private Builder(String tableName, Item key) {
      this.tableName = tableName;
      this.key = key;
    }

    /** What to change; null only makes sure that the item exists. */
    public Builder updateExpression(String updateExpression) {
      this.updateExpression = Expression.raw(updateExpression);
      return this;
    }

    /** What to change; its names and values are the request's business. */
    public Builder updateExpression(Update updateExpression) {
      this.updateExpression = updateExpression;
      return this;
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

    /**
     * What changes besides.
     *
     * @throws IllegalArgumentException if the update is a text, into which nothing is written
     */
    Builder andUpdate(Update more) {
      if (updateExpression instanceof Expression.Raw) {
        throw new IllegalArgumentException(
            new CallFacts("UpdateItem", tableName, null, 0).at(key)
                + ": the update is a text, to which the version cannot be added: build it as an"
                + " Update");
      }
      updateExpression = updateExpression instanceof Update update ? update.and(more) : more;
      return this;
    }

    /** The request. */
    public UpdateItemRequest build() {
      RequestExpressions expressions =
          new RequestExpressions(expressionAttributeNames, expressionAttributeValues);
      return new UpdateItemRequest(
          tableName,
          key,
          expressions.text(updateExpression),
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

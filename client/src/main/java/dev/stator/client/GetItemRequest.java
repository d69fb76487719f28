package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.expression.Expression;
import dev.stator.item.expression.Projection;
import dev.stator.item.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one item by its key (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html">GetItem</a>).
 *
 * @param tableName the table, by name or ARN
 * @param key the key: its partition key, and its sort key if the table has one
 * @param consistentRead whether to see every write that was answered before, at twice the price
 * @param projectionExpression the attributes to return; null for all
 * @param expressionAttributeNames what the {@code #names} in expressions stand for
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 */
public record GetItemRequest(
    String tableName,
    Item key,
    boolean consistentRead,
    @Nullable String projectionExpression,
    Map<String, String> expressionAttributeNames,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity)
    implements DynamoRequest, TransactionAction {
  public GetItemRequest {
    expressionAttributeNames = Map.copyOf(expressionAttributeNames);
  }

  /** A request on the item of a key. */
  public static Builder builder(String tableName, Key key) {
    return new Builder(tableName, key.toItem());
  }

  /** A builder that starts with what this request says. */
  public Builder toBuilder() {
    Builder builder = new Builder(tableName, key);
    builder.consistentRead = consistentRead;
    builder.projectionExpression = RequestExpressions.raw(projectionExpression);
    builder.expressionAttributeNames = expressionAttributeNames;
    builder.returnConsumedCapacity = returnConsumedCapacity;
    return builder;
  }

  @Override
  public String operation() {
    return "GetItem";
  }

  @Override
  public String actionName() {
    return "Get";
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TABLE_NAME).value(tableName);
    json.name(Names.KEY).item(key);
    Members.flag(json, Names.CONSISTENT_READ, consistentRead);
    Members.text(json, Names.PROJECTION_EXPRESSION, projectionExpression);
    Members.names(json, expressionAttributeNames);
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
  }

  /** Builds requests. Not safe for use by many threads. */
  public static final class Builder {
    private final String tableName;
    private final Item key;
    private boolean consistentRead;
    private @Nullable Expression projectionExpression;
    private Map<String, String> expressionAttributeNames = Map.of();
    private @Nullable ReturnConsumedCapacity returnConsumedCapacity;

    private Builder(String tableName, Item key) {
      this.tableName = tableName;
      this.key = key;
    }

    /** Whether to see every write that was answered before, at twice the price. */
    public Builder consistentRead(boolean consistentRead) {
      this.consistentRead = consistentRead;
      return this;
    }

    /** The attributes to return; null for all. */
    public Builder projectionExpression(String projectionExpression) {
      this.projectionExpression = Expression.raw(projectionExpression);
      return this;
    }

    /** The attributes to return. */
    public Builder projectionExpression(Projection projectionExpression) {
      this.projectionExpression = projectionExpression;
      return this;
    }

    /** What the {@code #names} in expressions stand for. */
    public Builder expressionAttributeNames(Map<String, String> expressionAttributeNames) {
      this.expressionAttributeNames = expressionAttributeNames;
      return this;
    }

    /** How much of the consumed capacity the answer is to report; null for nothing. */
    public Builder returnConsumedCapacity(ReturnConsumedCapacity returnConsumedCapacity) {
      this.returnConsumedCapacity = returnConsumedCapacity;
      return this;
    }

    /** The request. */
    public GetItemRequest build() {
      RequestExpressions expressions = new RequestExpressions(expressionAttributeNames, Map.of());
      return new GetItemRequest(
          tableName,
          key,
          consistentRead,
          expressions.text(projectionExpression),
          expressions.names(),
          returnConsumedCapacity);
    }
  }
}

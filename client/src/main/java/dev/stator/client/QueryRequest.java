package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.expression.Condition;
import dev.stator.item.expression.Expression;
import dev.stator.item.expression.Projection;
import dev.stator.item.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of the items of one partition key, in the order of their sort keys (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">Query</a>).
 *
 * @param tableName the table, by name or ARN
 * @param indexName the index to read instead of the table
 * @param keyConditionExpression which partition key, and which part of its sort keys
 * @param filterExpression which of the items read are returned
 * @param projectionExpression the attributes to return; null for all
 * @param expressionAttributeNames what the {@code #names} in expressions stand for
 * @param expressionAttributeValues what the {@code :values} in expressions stand for
 * @param select what to return of the items, or only their number
 * @param limit how many items to read at most, before the filter; 1 or more
 * @param consistentRead whether to see every write that was answered before, at twice the price
 * @param scanIndexForward whether in ascending order, which is the default
 * @param exclusiveStartKey where the previous page ended
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 */
public record QueryRequest(
    String tableName,
    @Nullable String indexName,
    @Nullable String keyConditionExpression,
    @Nullable String filterExpression,
    @Nullable String projectionExpression,
    Map<String, String> expressionAttributeNames,
    Map<String, AttributeValue> expressionAttributeValues,
    @Nullable Select select,
    @Nullable Integer limit,
    boolean consistentRead,
    boolean scanIndexForward,
    @Nullable StartKey exclusiveStartKey,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity)
    implements DynamoRequest {
  private static final String NAME = "Query";

  public QueryRequest {
    expressionAttributeNames = Map.copyOf(expressionAttributeNames);
    expressionAttributeValues = Map.copyOf(expressionAttributeValues);
    Members.requireLimit(new CallFacts(NAME, tableName, indexName, 0), limit);
  }

  /** A request on a table. */
  public static Builder builder(String tableName) {
    return new Builder(tableName);
  }

  /** A builder that starts with what this request says. */
  public Builder toBuilder() {
    Builder builder = new Builder(tableName);
    builder.indexName = indexName;
    builder.keyConditionExpression = RequestExpressions.raw(keyConditionExpression);
    builder.filterExpression = RequestExpressions.raw(filterExpression);
    builder.projectionExpression = RequestExpressions.raw(projectionExpression);
    builder.expressionAttributeNames = expressionAttributeNames;
    builder.expressionAttributeValues = expressionAttributeValues;
    builder.select = select;
    builder.limit = limit;
    builder.consistentRead = consistentRead;
    builder.scanIndexForward = scanIndexForward;
    builder.exclusiveStartKey = exclusiveStartKey;
    builder.returnConsumedCapacity = returnConsumedCapacity;
    return builder;
  }

  @Override
  public String operation() {
    return NAME;
  }

  @Override
  public @Nullable String index() {
    return indexName;
  }

  @Override
  public boolean reportsCapacity() {
    return Members.reports(returnConsumedCapacity);
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TABLE_NAME).value(tableName);
    Members.text(json, Names.INDEX_NAME, indexName);
    Members.text(json, Names.KEY_CONDITION_EXPRESSION, keyConditionExpression);
    Members.text(json, Names.FILTER_EXPRESSION, filterExpression);
    Members.text(json, Names.PROJECTION_EXPRESSION, projectionExpression);
    Members.names(json, expressionAttributeNames);
    Members.values(json, expressionAttributeValues);
    Members.word(json, Names.SELECT, select);
    Members.number(json, Names.LIMIT, limit);
    Members.flag(json, Names.CONSISTENT_READ, consistentRead);
    if (!scanIndexForward) {
      json.name(Names.SCAN_INDEX_FORWARD).value(false);
    }
    if (exclusiveStartKey != null) {
      exclusiveStartKey.write(json.name(Names.EXCLUSIVE_START_KEY));
    }
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
  }

  /** Builds requests. Not safe for use by many threads. */
  public static final class Builder {
    private final String tableName;
    private @Nullable String indexName;
    private @Nullable Expression keyConditionExpression;
    private @Nullable Expression filterExpression;
    private @Nullable Expression projectionExpression;
    private Map<String, String> expressionAttributeNames = Map.of();
    private Map<String, AttributeValue> expressionAttributeValues = Map.of();
    private @Nullable Select select;
    private @Nullable Integer limit;
    private boolean consistentRead;
    private boolean scanIndexForward = true;
    private @Nullable StartKey exclusiveStartKey;
    private @Nullable ReturnConsumedCapacity returnConsumedCapacity;

    private Builder(String tableName) {
      this.tableName = tableName;
    }

    /** The index to read instead of the table. */
    public Builder indexName(String indexName) {
      this.indexName = indexName;
      return this;
    }

    /** Which partition key, and which part of its sort keys. */
    public Builder keyConditionExpression(String keyConditionExpression) {
      this.keyConditionExpression = Expression.raw(keyConditionExpression);
      return this;
    }

    /** Which partition key, and which part of its sort keys. */
    public Builder keyConditionExpression(Condition keyConditionExpression) {
      this.keyConditionExpression = keyConditionExpression;
      return this;
    }

    /** Which of the items read are returned. */
    public Builder filterExpression(String filterExpression) {
      this.filterExpression = Expression.raw(filterExpression);
      return this;
    }

    /** Which of the items read are returned; its names and values are the request's business. */
    public Builder filterExpression(Condition filterExpression) {
      this.filterExpression = filterExpression;
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

    /** What the {@code :values} in expressions stand for. */
    public Builder expressionAttributeValues(
        Map<String, AttributeValue> expressionAttributeValues) {
      this.expressionAttributeValues = expressionAttributeValues;
      return this;
    }

    /** What to return of the items, or only their number. */
    public Builder select(Select select) {
      this.select = select;
      return this;
    }

    /** How many items to read at most, before the filter; 1 or more. */
    public Builder limit(int limit) {
      this.limit = limit;
      return this;
    }

    /** Whether to see every write that was answered before, at twice the price. */
    public Builder consistentRead(boolean consistentRead) {
      this.consistentRead = consistentRead;
      return this;
    }

    /** Whether in ascending order, which is the default. */
    public Builder scanIndexForward(boolean scanIndexForward) {
      this.scanIndexForward = scanIndexForward;
      return this;
    }

    /** Where the previous page ended. */
    public Builder exclusiveStartKey(StartKey exclusiveStartKey) {
      this.exclusiveStartKey = exclusiveStartKey;
      return this;
    }

    /** Where the previous page ended: its {@code lastEvaluatedKey}. */
    public Builder exclusiveStartKey(Item exclusiveStartKey) {
      return exclusiveStartKey(StartKey.of(exclusiveStartKey));
    }

    /** How much of the consumed capacity the answer is to report; null for nothing. */
    public Builder returnConsumedCapacity(ReturnConsumedCapacity returnConsumedCapacity) {
      this.returnConsumedCapacity = returnConsumedCapacity;
      return this;
    }

    /** The request. */
    public QueryRequest build() {
      RequestExpressions expressions =
          new RequestExpressions(expressionAttributeNames, expressionAttributeValues);
      return new QueryRequest(
          tableName,
          indexName,
          expressions.text(keyConditionExpression),
          expressions.text(filterExpression),
          expressions.text(projectionExpression),
          expressions.names(),
          expressions.values(),
          select,
          limit,
          consistentRead,
          scanIndexForward,
          exclusiveStartKey,
          returnConsumedCapacity);
    }
  }
}

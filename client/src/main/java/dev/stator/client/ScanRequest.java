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
 * Reads a page of a whole table or index, or of one segment of it (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html">Scan</a>).
 *
 * @param tableName the table, by name or ARN
 * @param indexName the index to read instead of the table
 * @param filterExpression which of the items read are returned
 * @param projectionExpression the attributes to return; null for all
 * @param expressionAttributeNames what the {@code #names} in expressions stand for
 * @param expressionAttributeValues what the {@code :values} in expressions stand for
 * @param select what to return of the items, or only their number
 * @param limit how many items to read at most, before the filter; 1 or more
 * @param consistentRead whether to see every write that was answered before, at twice the price
 * @param segment which segment, from 0; together with {@code totalSegments}
 * @param totalSegments into how many segments the table is split, up to 1,000,000
 * @param exclusiveStartKey where the previous page ended
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 */
public record ScanRequest(
    String tableName,
    @Nullable String indexName,
    @Nullable String filterExpression,
    @Nullable String projectionExpression,
    Map<String, String> expressionAttributeNames,
    Map<String, AttributeValue> expressionAttributeValues,
    @Nullable Select select,
    @Nullable Integer limit,
    boolean consistentRead,
    @Nullable Integer segment,
    @Nullable Integer totalSegments,
    @Nullable StartKey exclusiveStartKey,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity)
    implements DynamoRequest {
  private static final String NAME = "Scan";

  public ScanRequest {
    expressionAttributeNames = Map.copyOf(expressionAttributeNames);
    expressionAttributeValues = Map.copyOf(expressionAttributeValues);
    CallFacts call = new CallFacts(NAME, tableName, indexName, 0);
    if ((segment == null) != (totalSegments == null)) {
      throw call.invalid("it names both its segment and the total, or neither");
    }
    if (segment != null && totalSegments != null && (segment < 0 || segment >= totalSegments)) {
      throw call.invalid("segment " + segment + " is none of the " + totalSegments + " from 0");
    }
    Members.requireLimit(call, limit);
  }

  /** A request on a table. */
  public static Builder builder(String tableName) {
    return new Builder(tableName);
  }

  /** A builder that starts with what this request says. */
  public Builder toBuilder() {
    Builder builder = new Builder(tableName);
    builder.indexName = indexName;
    builder.filterExpression = RequestExpressions.raw(filterExpression);
    builder.projectionExpression = RequestExpressions.raw(projectionExpression);
    builder.expressionAttributeNames = expressionAttributeNames;
    builder.expressionAttributeValues = expressionAttributeValues;
    builder.select = select;
    builder.limit = limit;
    builder.consistentRead = consistentRead;
    builder.segment = segment;
    builder.totalSegments = totalSegments;
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
    Members.text(json, Names.FILTER_EXPRESSION, filterExpression);
    Members.text(json, Names.PROJECTION_EXPRESSION, projectionExpression);
    Members.names(json, expressionAttributeNames);
    Members.values(json, expressionAttributeValues);
    Members.word(json, Names.SELECT, select);
    Members.number(json, Names.LIMIT, limit);
    Members.flag(json, Names.CONSISTENT_READ, consistentRead);
    Members.number(json, Names.SEGMENT, segment);
    Members.number(json, Names.TOTAL_SEGMENTS, totalSegments);
    if (exclusiveStartKey != null) {
      exclusiveStartKey.write(json.name(Names.EXCLUSIVE_START_KEY));
    }
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
  }

  /** Builds requests. Not safe for use by many threads. */
  public static final class Builder {
    private final String tableName;
    private @Nullable String indexName;
    private @Nullable Expression filterExpression;
    private @Nullable Expression projectionExpression;
    private Map<String, String> expressionAttributeNames = Map.of();
    private Map<String, AttributeValue> expressionAttributeValues = Map.of();
    private @Nullable Select select;
    private @Nullable Integer limit;
    private boolean consistentRead;
    private @Nullable Integer segment;
    private @Nullable Integer totalSegments;
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

    /** Reads one segment, from 0, of a table split into so many. */
    public Builder segment(int segment, int totalSegments) {
      this.segment = segment;
      this.totalSegments = totalSegments;
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
    public ScanRequest build() {
      RequestExpressions expressions =
          new RequestExpressions(expressionAttributeNames, expressionAttributeValues);
      return new ScanRequest(
          tableName,
          indexName,
          expressions.text(filterExpression),
          expressions.text(projectionExpression),
          expressions.names(),
          expressions.values(),
          select,
          limit,
          consistentRead,
          segment,
          totalSegments,
          exclusiveStartKey,
          returnConsumedCapacity);
    }
  }
}

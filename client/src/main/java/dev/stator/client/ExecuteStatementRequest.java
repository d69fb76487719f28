package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes one statement in PartiQL; what it selects comes in pages (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html">ExecuteStatement</a>).
 *
 * <p>A {@code SELECT} or {@code DELETE} whose answer got lost is tried again; an {@code INSERT} or
 * {@code UPDATE} only where it was certainly not done, as an update that may count.
 *
 * @param statement the text, with a {@code ?} where a parameter goes
 * @param parameters what the {@code ?} stand for, in their order
 * @param consistentRead whether to see every write that was answered before, at twice the price
 * @param nextToken where the previous page ended; null for the first
 * @param limit how many items to read at most, before conditions are applied that are not on the
 *     key; null for as many as a page holds
 * @param returnValuesOnConditionCheckFailure whether a {@link ConditionalCheckFailedException} is
 *     to hold the item
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 */
public record ExecuteStatementRequest(
    String statement,
    List<AttributeValue> parameters,
    boolean consistentRead,
    @Nullable String nextToken,
    @Nullable Integer limit,
    @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity)
    implements DynamoRequest {
  private static final String NAME = "ExecuteStatement";

  public ExecuteStatementRequest {
    parameters = List.copyOf(parameters);
    Members.requireLimit(new CallFacts(NAME, null, null, 0), limit);
  }

  /** A statement and its parameters that asks for no more. */
  public static ExecuteStatementRequest of(String statement, @Nullable Object... parameters) {
    return builder(statement, parameters).build();
  }

  /**
   * A statement and its parameters, by the rules of {@link AttributeValue#fromJava(Object)}.
   *
   * @throws IllegalArgumentException if there is no attribute value for a parameter
   */
  public static Builder builder(String statement, @Nullable Object... parameters) {
    return new Builder(statement, Statement.values(parameters));
  }

  /** A builder that starts with what this request says. */
  public Builder toBuilder() {
    Builder builder = new Builder(statement, parameters);
    builder.consistentRead = consistentRead;
    builder.nextToken = nextToken;
    builder.limit = limit;
    builder.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure;
    builder.returnConsumedCapacity = returnConsumedCapacity;
    return builder;
  }

  @Override
  public String operation() {
    return NAME;
  }

  /** The table that the statement's text names; null if that cannot be understood. */
  @Override
  public @Nullable String tableName() {
    StatementTarget target = StatementTarget.of(statement);
    return target == null ? null : target.table();
  }

  /** The index that the statement's text names; null for none. */
  @Override
  public @Nullable String index() {
    StatementTarget target = StatementTarget.of(statement);
    return target == null ? null : target.index();
  }

  @Override
  public boolean repeatable() {
    return Statement.isRepeatable(statement);
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.STATEMENT).value(statement);
    Members.parameters(json, parameters);
    Members.flag(json, Names.CONSISTENT_READ, consistentRead);
    Members.text(json, Names.NEXT_TOKEN, nextToken);
    Members.number(json, Names.LIMIT, limit);
    Members.word(
        json, Names.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE, returnValuesOnConditionCheckFailure);
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
  }

  /** Builds requests. Not safe for use by many threads. */
  public static final class Builder {
    private final String statement;
    private final List<AttributeValue> parameters;
    private boolean consistentRead;
    private @Nullable String nextToken;
    private @Nullable Integer limit;
    private @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure;
    private @Nullable ReturnConsumedCapacity returnConsumedCapacity;

    private Builder(String statement, List<AttributeValue> parameters) {
      this.statement = statement;
      this.parameters = parameters;
    }

    /** Whether to see every write that was answered before, at twice the price. */
    public Builder consistentRead(boolean consistentRead) {
      this.consistentRead = consistentRead;
      return this;
    }

    /** Where the previous page ended: its {@code nextToken}; null for the first page. */
    public Builder nextToken(@Nullable String nextToken) {
      this.nextToken = nextToken;
      return this;
    }

    /** How many items to read at most; 1 or more. */
    public Builder limit(int limit) {
      this.limit = limit;
      return this;
    }

    /** Whether a {@link ConditionalCheckFailedException} is to hold the item. */
    public Builder returnValuesOnConditionCheckFailure(
        ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure) {
      this.returnValuesOnConditionCheckFailure = returnValuesOnConditionCheckFailure;
      return this;
    }

    /** How much of the consumed capacity the answer is to report. */
    public Builder returnConsumedCapacity(ReturnConsumedCapacity returnConsumedCapacity) {
      this.returnConsumedCapacity = returnConsumedCapacity;
      return this;
    }

    /** The request. */
    public ExecuteStatementRequest build() {
      return new ExecuteStatementRequest(
          statement,
          parameters,
          consistentRead,
          nextToken,
          limit,
          returnValuesOnConditionCheckFailure,
          returnConsumedCapacity);
    }
  }
}

package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.json.JsonWriter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement in PartiQL, DynamoDB's SQL (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html">its
 * words</a>): one of a {@link BatchExecuteStatementRequest} or an {@link
 * ExecuteTransactionRequest}.
 *
 * @param statement the text, with a {@code ?} where a parameter goes
 * @param parameters what the {@code ?} stand for, in their order
 * @param consistentRead whether to see every write that was answered before, at twice the price;
 *     not in a transaction, which always does
 * @param returnValuesOnConditionCheckFailure whether the error of a failed condition is to hold the
 *     item
 */
public record Statement(
    String statement,
    List<AttributeValue> parameters,
    boolean consistentRead,
    @Nullable ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure)
    implements TransactionAction {
  private static final Pattern REPEATABLE = beginning("SELECT|DELETE");
  private static final Pattern READS = beginning("SELECT");

  public Statement {
    parameters = List.copyOf(parameters);
  }

  /**
   * A statement and its parameters, by the rules of {@link AttributeValue#fromJava(Object)}.
   *
   * @throws IllegalArgumentException if there is no attribute value for a parameter
   */
  public static Statement of(String statement, @Nullable Object... parameters) {
    return new Statement(statement, values(parameters), false, null);
  }

  /** The same, read consistently. */
  public Statement consistent() {
    return new Statement(statement, parameters, true, returnValuesOnConditionCheckFailure);
  }

  /** The same, with the item in the error if its condition fails. */
  public Statement returningOldItemOnFailure() {
    return new Statement(
        statement, parameters, consistentRead, ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  @Override
  public String actionName() {
    return "Statement";
  }

  /** The table that its text names; null if that cannot be understood. */
  @Override
  public @Nullable String tableName() {
    StatementTarget target = StatementTarget.of(statement);
    return target == null ? null : target.table();
  }

  @Override
  public @Nullable Item key() {
    return null;
  }

  /**
   * Whether doing it twice leaves the table as doing it once does, and tells the same. An {@code
   * INSERT} finds the item there that it made; what an {@code UPDATE} does is not looked into.
   */
  static boolean isRepeatable(String statement) {
    return REPEATABLE.matcher(statement).matches();
  }

  /** Whether it changes nothing. */
  static boolean reads(String statement) {
    return READS.matcher(statement).matches();
  }

  private static Pattern beginning(String words) {
    return Pattern.compile("\\s*(" + words + ")\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  static List<AttributeValue> values(@Nullable Object... parameters) {
    return Arrays.stream(parameters).map(AttributeValue::fromJava).toList();
  }

  void writeMembers(JsonWriter json) {
    json.name(Names.STATEMENT).value(statement);
    Members.parameters(json, parameters);
    Members.flag(json, Names.CONSISTENT_READ, consistentRead);
    Members.word(
        json, Names.RETURN_VALUES_ON_CONDITION_CHECK_FAILURE, returnValuesOnConditionCheckFailure);
  }
}

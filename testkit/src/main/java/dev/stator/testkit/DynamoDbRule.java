package dev.stator.testkit;

import dev.stator.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests to a {@link FakeDynamoDb} something is to happen to; begun by {@link
 * FakeDynamoDb#when}. Nothing is in force until {@link #then} or one of the answers is called. Each
 * method returns a new rule.
 *
 * <p>Calls are counted from 1 among the requests that fit the rule's operations, table and segment,
 * from the moment the rule is in force.
 */
public final class DynamoDbRule {
  private final Script<DynamoDbRequest> script;
  private final Set<Operation> operations;
  private final @Nullable String table;
  private final int segment;
  private final Calls calls;

  DynamoDbRule(Script<DynamoDbRequest> script, Set<Operation> operations) {
    this(script, operations, null, -1, Calls.ALL);
  }

  private DynamoDbRule(
      Script<DynamoDbRequest> script,
      Set<Operation> operations,
      @Nullable String table,
      int segment,
      Calls calls) {
    this.script = script;
    this.operations = operations;
    this.table = table;
    this.segment = segment;
    this.calls = calls;
  }

  /** Only requests that name this table, be it among others in a batch. */
  public DynamoDbRule on(String tableName) {
    return new DynamoDbRule(script, operations, tableName, segment, calls);
  }

  /** Only scans of this segment. */
  public DynamoDbRule segment(int scanSegment) {
    return new DynamoDbRule(script, operations, table, scanSegment, calls);
  }

  /** Only the n-th call, from 1. */
  public DynamoDbRule call(int n) {
    return with(calls.between(n, n));
  }

  /** Only the calls from {@code first} to {@code last}, both included, from 1. */
  public DynamoDbRule calls(int first, int last) {
    return with(calls.between(first, last));
  }

  /** Only every n-th call, beginning with the first. */
  public DynamoDbRule everyNth(int n) {
    return with(calls.everyNth(n));
  }

  /** Only this share of the calls, 0 to 1, chosen by chance that the seed determines. */
  public DynamoDbRule randomly(double share, long seed) {
    return with(calls.randomly(share, seed));
  }

  /**
   * Puts the rule in force.
   *
   * @throws IllegalArgumentException if DynamoDB cannot have the fault, or if the fault strikes
   *     before the table or segment that the rule asks for can be known
   */
  public ScriptedFault then(Fault fault) {
    if (fault.beforeBody() && (table != null || segment >= 0)) {
      throw new IllegalArgumentException(
          "the fault strikes before the body is read, which names table and segment");
    }
    if (operations.contains(Operation.CONNECT) && !fault.fitsConnect()) {
      throw new IllegalArgumentException(
          "when a connection is made, it can only be delayed or broken");
    }
    return script.add(this::matches, calls, fault);
  }

  /**
   * Answers with this JSON, made ready once: no part of the request is looked at that the rule does
   * not ask for.
   */
  public ScriptedFault answer(String json) {
    return answer(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with a copy of this JSON; see {@link #answer(String)}. */
  public ScriptedFault answer(byte[] json) {
    return then(Fault.prepared(DynamoDbJson.prepared(json)));
  }

  /** Answers as GetItem does for an item that is there. */
  public ScriptedFault answerItem(Item item) {
    return answer(DynamoDbJson.getItemAnswer(item));
  }

  /** Answers as Scan or Query does with a last page of these items. */
  public ScriptedFault answerItems(List<Item> items) {
    return answer(DynamoDbJson.pageAnswer(items));
  }

  private DynamoDbRule with(Calls newCalls) {
    return new DynamoDbRule(script, operations, table, segment, newCalls);
  }

  private boolean matches(DynamoDbRequest request) {
    return (operations.isEmpty()
            ? request.operation() != Operation.CONNECT
            : operations.contains(request.operation()))
        && (table == null || request.tables().contains(table))
        && (segment < 0 || request.segment() == segment);
  }
}

package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.rate.ManualTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The governor over what says in a text which table it takes of: statements, and raw bodies. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class GovernedTextsTest {
  private static final String FIVE_UNITS =
      "{\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":5.0,"
          + "\"Table\":{\"CapacityUnits\":5.0}}}";
  private static final String FIVE_UNITS_EACH =
      "{\"ConsumedCapacity\":[{\"TableName\":\"orders\",\"CapacityUnits\":5.0,"
          + "\"Table\":{\"CapacityUnits\":5.0}}],\"Responses\":[]}";
  private static final Statement SELECT = Statement.of("SELECT * FROM orders WHERE id = 'a'");
  private static final Statement DELETE = Statement.of("DELETE FROM orders WHERE id = 'a'");

  private final ManualTime time = new ManualTime();
  private FakeDynamo server;
  private DynamoClient opened;

  @AfterEach
  void close() throws Exception {
    if (opened != null) {
      opened.close();
      server.close();
    }
  }

  private RateGovernor.Builder governor() {
    return RateGovernor.builder().nanoTime(time::nanoTime).maxWait(Duration.ZERO);
  }

  private BlockingDynamoClient client(RateGovernor governor, String answer) {
    server = new FakeDynamo((peer, asked) -> peer.write(FakeDynamo.ok(answer)));
    opened = server.clients().maxAttempts(1).governor(governor).build();
    return opened.blocking();
  }

  private static void isHeldBack(Runnable call, String whatItSays) {
    NoAnswerException held = catchThrowableOfType(NoAnswerException.class, call::run);
    assertThat(held).as("held back").isNotNull();
    assertThat(held.reason()).isEqualTo(Reason.HELD_BACK);
    assertThat(held.problem()).contains(whatItSays);
  }

  private String lastBody() {
    List<FakeDynamo.Asked> asked = server.asked();
    return asked.get(asked.size() - 1).body();
  }

  @Test
  void aStatementWaitsForTheTableThatItNames() {
    BlockingDynamoClient client = client(governor().read("orders", Rate.of(1)).build(), FIVE_UNITS);
    ExecuteStatementRequest select = ExecuteStatementRequest.of(SELECT.statement());
    client.executeStatement(select);
    assertThat(lastBody()).contains("\"ReturnConsumedCapacity\":\"INDEXES\"");
    isHeldBack(
        () -> client.executeStatement(select),
        "ExecuteStatement of table \"orders\": the rate of reads of table \"orders\", 1.0 units a"
            + " second, would hold it back for 5 s");
    client.executeStatement(ExecuteStatementRequest.of(DELETE.statement()));
    client.executeStatement(ExecuteStatementRequest.of("SELECT * FROM people"));
    assertThat(lastBody()).doesNotContain("ReturnConsumedCapacity");
  }

  @Test
  void aStatementOnAnIndexTakesOfTheIndex() {
    BlockingDynamoClient client =
        client(
            governor().read("orders", Rate.of(1)).read("orders", "by-status", Rate.of(1)).build(),
            "{\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":5.0,"
                + "\"Table\":{\"CapacityUnits\":0.0},"
                + "\"GlobalSecondaryIndexes\":{\"by-status\":{\"CapacityUnits\":5.0}}}}");
    ExecuteStatementRequest select =
        ExecuteStatementRequest.of("SELECT * FROM \"orders\".\"by-status\" WHERE status = 'x'");
    client.executeStatement(select);
    isHeldBack(() -> client.executeStatement(select), "reads of index \"by-status\"");
    client.executeStatement(ExecuteStatementRequest.of(SELECT.statement()));
  }

  @Test
  void aBatchAndATransactionOfStatementsTakeOfEachTableThatTheyName() {
    BlockingDynamoClient client =
        client(governor().write("orders", Rate.of(1)).build(), FIVE_UNITS_EACH);
    Statement other = Statement.of("DELETE FROM people WHERE id = 'a'");
    client.batchExecuteStatement(BatchExecuteStatementRequest.of(SELECT));
    client.batchExecuteStatement(BatchExecuteStatementRequest.of(other, DELETE));
    isHeldBack(
        () -> client.executeTransaction(ExecuteTransactionRequest.of(other, DELETE)), "for 5 s");
    time.pass(Duration.ofSeconds(5));
    client.executeTransaction(ExecuteTransactionRequest.of(other, DELETE));
    isHeldBack(
        () -> client.batchExecuteStatement(BatchExecuteStatementRequest.of(DELETE)), "for 5 s");
  }

  @Test
  void whatAStatementTookThatWasNotUnderstoodIsOwedBySuchAsAre() {
    BlockingDynamoClient client = client(governor().read("orders", Rate.of(1)).build(), FIVE_UNITS);
    ExecuteStatementRequest odd = ExecuteStatementRequest.of("SELECT something new");
    client.executeStatement(odd);
    client.executeStatement(odd);
    assertThat(lastBody()).contains("\"ReturnConsumedCapacity\":\"INDEXES\"");
    isHeldBack(
        () -> client.executeStatement(ExecuteStatementRequest.of(SELECT.statement())), "for 10 s");
  }

  @Test
  void aThrottledStatementOfABatchSlowsAnAdaptiveRate() {
    RateGovernor governor = governor().read("orders", Rate.adaptive(1, 1000)).build();
    BlockingDynamoClient client =
        client(
            governor,
            "{\"Responses\":[{\"TableName\":\"orders\",\"Error\":"
                + "{\"Code\":\"ThrottlingError\",\"Message\":\"later\"}}]}");
    client.batchExecuteStatement(BatchExecuteStatementRequest.of(SELECT));
    assertThat(governor.readRate("orders")).isEqualTo(700);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GetItem | {\"Key\":{},\"TableName\":\"orders\"}",
        "GetItem | {\"TableName\":\"arn:aws:dynamodb:eu-west-1:123456789012:table/orders\"}",
        "Query | {\"TableName\":\"orders\",\"IndexName\":\"by-x\"}",
        "Scan | {\"TableName\":\"orders\"}",
        "BatchGetItem | {\"RequestItems\":{\"people\":{},\"orders\":{\"Keys\":[]}}}",
        "TransactGetItems | {\"TransactItems\":[{\"Get\":{\"TableName\":\"orders\"}}]}",
        "ExecuteStatement | {\"Statement\":\"SELECT * FROM orders\"}",
        "BatchExecuteStatement | {\"Statements\":[{\"Statement\":\"SELECT * FROM orders\"}]}",
        "ExecuteTransaction"
            + " | {\"TransactStatements\":[{\"Statement\":\"SELECT * FROM orders\"}]}",
      })
  void aRawRequestThatReadsItemsWaitsForItsTables(String operation, String body) {
    BlockingDynamoClient client =
        client(
            governor().read("orders", Rate.of(1)).write("orders", Rate.of(1)).build(),
            operation.contains("atch") || operation.contains("rans")
                ? FIVE_UNITS_EACH
                : FIVE_UNITS);
    client.execute(operation, body);
    assertThat(lastBody()).contains("\"ReturnConsumedCapacity\":\"INDEXES\"");
    isHeldBack(() -> client.execute(operation, body), "the rate of reads of table \"orders\"");
    client.execute("DeleteItem", "{\"TableName\":\"orders\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PutItem | {\"TableName\":\"orders\"}",
        "UpdateItem | {\"TableName\":\"orders\"}",
        "DeleteItem | {\"TableName\":\"orders\"}",
        "BatchWriteItem | {\"RequestItems\":{\"people\":[],\"orders\":[]}}",
        "TransactWriteItems"
            + " | {\"TransactItems\":[{\"Put\":{\"TableName\":\"people\"}},"
            + "{\"ConditionCheck\":{\"TableName\":\"orders\"}}]}",
        "ExecuteStatement | {\"Statement\":\"DELETE FROM orders WHERE id = 'a'\"}",
      })
  void aRawRequestThatWritesItemsWaitsForItsTables(String operation, String body) {
    BlockingDynamoClient client =
        client(
            governor().read("orders", Rate.of(1)).write("orders", Rate.of(1)).build(), FIVE_UNITS);
    client.execute(operation, body);
    isHeldBack(() -> client.execute(operation, body), "the rate of writes to table \"orders\"");
    client.execute("GetItem", "{\"TableName\":\"orders\"}");
  }

  @Test
  void aRawRequestThatAsksItselfIsNotMadeToAskAgain() {
    BlockingDynamoClient client = client(governor().read("orders", Rate.of(1)).build(), FIVE_UNITS);
    client.execute("Scan", "{\"TableName\":\"orders\",\"ReturnConsumedCapacity\":\"TOTAL\"}");
    assertThat(lastBody())
        .isEqualTo("{\"TableName\":\"orders\",\"ReturnConsumedCapacity\":\"TOTAL\"}");
    isHeldBack(() -> client.execute("Scan", "{\"TableName\":\"orders\"}"), "for 5 s");
  }

  @Test
  void whatTakesNoCapacityOrIsNotKnownGoesAsItIs() {
    BlockingDynamoClient client =
        client(governor().read("orders", Rate.of(0.001)).build(), FIVE_UNITS);
    for (String operation : List.of("DescribeTable", "UpdateTable", "SearchVectors")) {
      client.execute(operation, "{\"TableName\":\"orders\"}");
      client.execute(operation, "{\"TableName\":\"orders\"}");
      assertThat(lastBody()).isEqualTo("{\"TableName\":\"orders\"}");
    }
  }

  @Test
  void whatARawBatchLeavesOverSlowsAnAdaptiveRate() {
    RateGovernor governor = governor().write("orders", Rate.adaptive(1, 1000)).build();
    BlockingDynamoClient client =
        client(
            governor,
            "{\"ConsumedCapacity\":[],\"UnprocessedItems\":{\"orders\":[{\"DeleteRequest\":{}}]}}");
    client.execute("BatchWriteItem", "{\"RequestItems\":{\"orders\":[]}}");
    assertThat(governor.writeRate("orders")).isEqualTo(700);
  }

  @Test
  void readsAndWritesAreChargedApartWhereTheAnswerTellsThemApart() {
    BlockingDynamoClient client =
        client(
            governor().read("orders", Rate.of(1)).write("orders", Rate.of(1)).build(),
            "{\"ConsumedCapacity\":[{\"TableName\":\"orders\",\"CapacityUnits\":7.0,"
                + "\"ReadCapacityUnits\":3.0,\"WriteCapacityUnits\":4.0}]}");
    client.executeTransaction(ExecuteTransactionRequest.of(DELETE));
    isHeldBack(() -> client.executeTransaction(ExecuteTransactionRequest.of(DELETE)), "for 4 s");
    isHeldBack(() -> client.executeTransaction(ExecuteTransactionRequest.of(SELECT)), "for 3 s");
  }
}

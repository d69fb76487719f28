package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.BatchExecuteStatementResponse.Outcome;
import dev.stator.client.View.Operations;
import dev.stator.item.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements, through both views, against DynamoDB Local. */
@Timeout(60)
@ParameterizedClass
@EachView
@NullUnmarked // What an answer lacks fails the test by itself.
class PartiqlTest {
  private static final String INSERT =
      "INSERT INTO orders VALUE"
          + " {'customer': ?, 'number': ?, 'amount': ?, 'status': ?, 'note': ?}";
  private static final String BY_KEY = "SELECT * FROM orders WHERE customer = ? AND number = ?";

  private static LocalDynamo local;

  private final Operations client;
  private final String customer = UUID.randomUUID().toString();

  PartiqlTest(View view) {
    client = view.of(local.client);
  }

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    local.client.blocking().control().createTable(OrdersTable.create());
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Test
  void aSelectionComesInPagesUntilThereIsNoToken() {
    List<Item> orders =
        IntStream.range(0, 7)
            .mapToObj(i -> OrdersTable.order(customer, i, 10 * i, "open"))
            .peek(order -> client.putItem(PutItemRequest.builder("orders", order).build()))
            .toList();

    ExecuteStatementRequest.Builder select =
        ExecuteStatementRequest.builder("SELECT * FROM orders WHERE customer = ?", customer)
            .limit(3)
            .consistentRead(true);
    List<Item> selected = new ArrayList<>();
    int pages = 0;
    ExecuteStatementResponse page;
    do {
      page = client.executeStatement(select.build());
      selected.addAll(page.items());
      select.nextToken(page.nextToken());
      pages++;
    } while (page.nextToken() != null);

    assertThat(selected).isEqualTo(orders);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void statementsInsertUpdateAndDelete() {
    client.executeStatement(ExecuteStatementRequest.of(INSERT, parameters(1, 50)));
    client.executeStatement(
        ExecuteStatementRequest.of(
            "UPDATE orders SET amount = ? WHERE customer = ? AND number = ?", 60, customer, 1));
    assertThat(select(1)).singleElement().isEqualTo(OrdersTable.order(customer, 1, 60, "open"));

    client.executeStatement(
        ExecuteStatementRequest.of(
            "DELETE FROM orders WHERE customer = ? AND number = ?", customer, 1));
    assertThat(select(1)).isEmpty();
  }

  @Test
  void whatIsThereIsNotInsertedAgain() {
    ExecuteStatementRequest insert = ExecuteStatementRequest.of(INSERT, parameters(1, 50));
    client.executeStatement(insert);

    ConflictException refused =
        catchThrowableOfType(ConflictException.class, () -> client.executeStatement(insert));
    assertThat(refused.code()).startsWith("DuplicateItem");
    assertThat(refused.hint()).isEqualTo("there is an item of that key already");
  }

  @Test
  void eachStatementOfABatchHasItsOwnOutcome() {
    Item order = OrdersTable.order(customer, 1, 50, "open");
    client.putItem(PutItemRequest.builder("orders", order).build());

    BatchExecuteStatementResponse read =
        client.batchExecuteStatement(
            new BatchExecuteStatementRequest(
                List.of(
                    Statement.of(BY_KEY, customer, 1).consistent(),
                    Statement.of(BY_KEY, customer, 2),
                    Statement.of("SELECT * FROM orders WHERE customer = ?", customer)),
                ReturnConsumedCapacity.TOTAL));
    assertThat(read.outcomes()).extracting(Outcome::item).containsExactly(order, null, null);
    assertThat(read.outcomes().get(0).tableName()).isEqualTo("orders");
    assertThat(read.outcomes().get(1).error()).isNull();
    assertThat(read.outcomes().get(2).error().code()).isEqualTo("ValidationError");
    assertThat(read.outcomes().get(2).error().message()).isNotEmpty();

    BatchExecuteStatementResponse written =
        client.batchExecuteStatement(
            BatchExecuteStatementRequest.of(
                Statement.of(INSERT, parameters(1, 50)), Statement.of(INSERT, parameters(2, 1))));
    assertThat(written.outcomes().get(0).error().code()).isEqualTo("DuplicateItem");
    assertThat(written.outcomes().get(1).error()).isNull();
    assertThat(select(2)).hasSize(1);
  }

  @Test
  void aTransactionOfStatementsIsDoneAsAWholeOrSaysWhichIsTheCause() {
    Item order = OrdersTable.order(customer, 1, 50, "open");
    client.executeTransaction(
        ExecuteTransactionRequest.of(
            Statement.of(INSERT, parameters(1, 50)), Statement.of(INSERT, parameters(2, 1))));
    assertThat(
            client
                .executeTransaction(
                    ExecuteTransactionRequest.of(
                        Statement.of(BY_KEY, customer, 1), Statement.of(BY_KEY, customer, 9)))
                .items())
        .containsExactly(order, null);

    Statement late = Statement.of(INSERT, parameters(3, 1));
    Statement twice = Statement.of(INSERT, parameters(1, 50));
    TransactionCanceledException cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () -> client.executeTransaction(ExecuteTransactionRequest.of(late, twice)));
    assertThat(cancelled.causes())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.action()).isSameAs(twice);
              assertThat(cause.expressions())
                  .startsWith("statement: INSERT INTO orders")
                  .contains('"' + customer + '"');
            });
    assertThat(select(3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM orders WHERE customer = 'from' AND number = 1",
        "select \"from\", note from \"orders\" where customer = 'from people' and number = 1",
        "INSERT INTO \"orders\" VALUE {'customer': 'from', 'number': 1}",
        "UPDATE \"orders\" SET note = 'FROM x' WHERE customer = 'from' AND number = 2",
        "DELETE FROM orders WHERE customer = 'from' AND number = 2",
      })
  void theTableReadFromTheTextIsTheOneThatTheServiceNames(String text) {
    Statement statement = Statement.of(text);
    client.executeStatement(
        ExecuteStatementRequest.of("DELETE FROM orders WHERE customer = 'from' AND number = 1"));
    if (text.startsWith("UPDATE")) {
      client.executeStatement(
          ExecuteStatementRequest.of("INSERT INTO orders VALUE {'customer': 'from', 'number': 2}"));
    }
    Outcome outcome =
        client.batchExecuteStatement(BatchExecuteStatementRequest.of(statement)).outcomes().get(0);
    assertThat(outcome.error()).isNull();
    assertThat(statement.tableName()).isEqualTo(outcome.tableName()).isEqualTo("orders");
  }

  @Test
  void theIndexReadFromTheTextIsOneThatTheServiceKnows() {
    client.putItem(
        PutItemRequest.builder("orders", OrdersTable.order(customer, 1, 50, customer)).build());
    ExecuteStatementRequest select =
        ExecuteStatementRequest.of(
            "SELECT * FROM \"orders\".\"by-status\" WHERE \"status\" = ?", customer);
    assertThat(select.index()).isEqualTo(OrdersTable.BY_STATUS);
    assertThat(client.executeStatement(select).items())
        .singleElement()
        .satisfies(projected -> assertThat(projected.has("note")).isFalse());
  }

  @Test
  void parametersAreValuesOfEveryKind() {
    Map<String, Object> map = Map.of("set", Set.of(1, 2), "bytes", new byte[] {1, 2});
    List<Object> list = List.of("a", 1, true);
    client.executeStatement(
        ExecuteStatementRequest.of(
            "INSERT INTO orders VALUE {'customer': ?, 'number': ?, 'm': ?, 'l': ?, 'nothing': ?}",
            customer,
            1,
            map,
            list,
            null));
    assertThat(select(1))
        .containsExactly(
            Item.builder()
                .put("customer", customer)
                .put("number", 1)
                .put("m", map)
                .put("l", list)
                .put("nothing", null)
                .build());
  }

  /** Of the order that {@link OrdersTable} makes. */
  private Object[] parameters(int number, int amount) {
    return new Object[] {customer, number, amount, "open", "order " + number};
  }

  private List<Item> select(int number) {
    return client.executeStatement(ExecuteStatementRequest.of(BY_KEY, customer, number)).items();
  }
}

package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Tables are made, described, listed and deleted, against DynamoDB Local. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class ControlPlaneTest {
  private static final Duration WAIT = Duration.ofSeconds(30);

  private static LocalDynamo local;

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @ParameterizedTest
  @EachView
  void aTableIsMadeDescribedAndDeleted(View view) {
    ControlView control = ControlView.of(view, local.client);
    TableDescription made = control.createTable(OrdersTable.create());
    assertThat(made.tableName()).isEqualTo(OrdersTable.NAME);

    TableDescription described = control.describeTable(OrdersTable.NAME);
    assertThat(described.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(described.keySchema()).isEqualTo(LocalDynamo.key("customer", "number"));
    assertThat(described.localSecondaryIndexes())
        .singleElement()
        .satisfies(index -> assertThat(index.indexName()).isEqualTo(OrdersTable.BY_AMOUNT));
    assertThat(described.globalSecondaryIndexes())
        .singleElement()
        .satisfies(index -> assertThat(index.indexName()).isEqualTo(OrdersTable.BY_STATUS));

    assertThat(control.deleteTable(OrdersTable.NAME).tableName()).isEqualTo(OrdersTable.NAME);
    ResourceNotFoundException gone =
        catchThrowableOfType(
            ResourceNotFoundException.class, () -> control.describeTable(OrdersTable.NAME));
    assertThat(gone.call().operation()).isEqualTo("DescribeTable");
    assertThat(gone.call().table()).isEqualTo(OrdersTable.NAME);
    assertThat(gone.problem())
        .startsWith("DescribeTable of table \"orders\": ResourceNotFoundException: ");
  }

  @ParameterizedTest
  @EachView
  void moreTablesThanOnePageHoldsAreAllListed(View view) {
    ControlView control = ControlView.of(view, local.client);
    // A page of ListTables has 100 names.
    IntStream.range(0, 103).forEach(i -> local.createTable("listed-" + view + i));
    assertThat(control.listTables())
        .containsAll(IntStream.range(0, 103).mapToObj(i -> "listed-" + view + i).toList());
  }

  @ParameterizedTest
  @EachView
  void namesOfTablesAreListedPageByPage(View view) {
    ControlView control = ControlView.of(view, local.client);
    IntStream.range(0, 5).forEach(i -> local.createTable("paged-" + view + i));
    List<String> names = new ArrayList<>();
    String last = "paged-" + view;
    do {
      ListTablesResponse page = control.listTables(last, 2);
      assertThat(page.tableNames()).hasSizeLessThanOrEqualTo(2);
      names.addAll(page.tableNames());
      last = page.lastEvaluatedTableName();
    } while (last != null);
    assertThat(names)
        .startsWith(
            IntStream.range(0, 5).mapToObj(i -> "paged-" + view + i).toArray(String[]::new));
    assertThat(control.listTables(null, 1).tableNames()).hasSize(1);
    assertThat(
            catchThrowableOfType(IllegalArgumentException.class, () -> control.listTables(null, 0)))
        .hasMessage("ListTables: the limit is 1 to 100, not 0");
  }

  @ParameterizedTest
  @EachView
  void whatIsAskedOfAClosedClientFailsAndSaysSo(View view) {
    DynamoClient closed = local.clients().build();
    var unused = closed.control().listTables().join();
    closed.close();
    NoAnswerException failure =
        catchThrowableOfType(
            NoAnswerException.class, () -> ControlView.of(view, closed).describeTable("orders"));
    assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.CLOSED);
    assertThat(failure.maybeSent()).isFalse();
    assertThat(failure.problem())
        .isEqualTo("DescribeTable of table \"orders\": the client was closed (1 attempt)");
  }

  @Test
  void aFutureIsCompletedOnTheExecutor() {
    AtomicInteger tasks = new AtomicInteger();
    try (DynamoClient client =
        local
            .clients()
            .executor(
                task -> {
                  tasks.incrementAndGet();
                  task.run();
                })
            .build()) {
      assertThat(client.control().listTables().join()).isNotNull();
      assertThat(tasks).hasValue(1);
      assertThat(client.blocking().control().listTables()).isNotNull();
      assertThat(tasks).hasValue(1);
    }
  }

  @Test
  void cancellingAWaitEndsIt() {
    var wait = local.client.control().awaitActive("never-made-either", WAIT);
    assertThat(wait.cancel(false)).isTrue();
    assertThat(wait).isCancelled();
  }

  @Test
  void aTableThatExistsIsNotMadeAgain() {
    local.createTable("twice");
    ResourceInUseException refused =
        catchThrowableOfType(ResourceInUseException.class, () -> local.createTable("twice"));
    assertThat(refused.call().table()).isEqualTo("twice");
  }

  @Test
  void whatIsNoNameOfATableIsRefused() {
    ValidationException refused =
        catchThrowableOfType(ValidationException.class, () -> local.createTable("a b"));
    assertThat(refused.serviceMessage()).isNotEmpty();
  }

  @Test
  void theSdksClientDoesWhatIsNotHere() {
    assertThat(local.client.control().sdk().describeLimits().tableMaxReadCapacityUnits())
        .isPositive();
  }

  @ParameterizedTest
  @EachView
  void itemsExpireOnceThatIsAskedFor(View view) {
    ControlView control = ControlView.of(view, local.client);
    local.createTable("expiring-" + view);
    assertThat(control.describeTimeToLive("expiring-" + view).timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.DISABLED);

    control.updateTimeToLive("expiring-" + view, "until", true);

    assertThat(control.describeTimeToLive("expiring-" + view).timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(control.describeTimeToLive("expiring-" + view).attributeName()).isEqualTo("until");
    control.updateTimeToLive("expiring-" + view, "until", false);
    assertThat(control.describeTimeToLive("expiring-" + view).timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.DISABLED);
  }

  @ParameterizedTest
  @EachView
  @SuppressWarnings("unchecked") // The SDK's generic varargs.
  void aTableIsChangedAndWaitedForUntilItsIndexesAreThereToo(View view) {
    ControlView control = ControlView.of(view, local.client);
    local.createTable("changing-" + view);
    control.awaitActive("changing-" + view, WAIT);
    control.updateTable(
        UpdateTableRequest.builder()
            .tableName("changing-" + view)
            .attributeDefinitions(LocalDynamo.string("id"), LocalDynamo.string("kind"))
            .globalSecondaryIndexUpdates(
                u ->
                    u.create(
                        c ->
                            c.indexName("by-kind")
                                .keySchema(LocalDynamo.key("kind"))
                                .projection(p -> p.projectionType(ProjectionType.ALL))))
            .build());

    assertThat(control.awaitActive("changing-" + view, WAIT).globalSecondaryIndexes())
        .singleElement()
        .satisfies(index -> assertThat(index.indexStatus()).isEqualTo(IndexStatus.ACTIVE));
    control.deleteTable("changing-" + view);
    control.awaitGone("changing-" + view, WAIT);
    assertThat(control.listTables()).doesNotContain("changing-" + view);
  }

  @ParameterizedTest
  @EachView
  void waitingEndsAndSaysWhatIsStillMissing(View view) {
    ControlView control = ControlView.of(view, local.client);
    NoAnswerException late =
        catchThrowableOfType(
            NoAnswerException.class, () -> control.awaitActive("never-made", Duration.ofMillis(1)));
    assertThat(late.reason()).isEqualTo(NoAnswerException.Reason.TIMEOUT);
    assertThat(late.problem())
        .startsWith(
            "DescribeTable of table \"never-made\": the table is not there, not ACTIVE, after"
                + " PT0.001S");

    local.createTable("staying-" + view);
    assertThat(
            catchThrowableOfType(
                NoAnswerException.class,
                () -> control.awaitGone("staying-" + view, Duration.ofMillis(1))))
        .hasMessageContaining("the table is ACTIVE, not gone");
  }
}

package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
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
  private static ControlPlane control;

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    control = local.client.control();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Test
  void aTableIsMadeDescribedAndDeleted() {
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

  @Test
  void bothViewsOfAClientHaveTheSame() {
    assertThat(local.client.blocking().control()).isSameAs(control);
  }

  @Test
  void moreTablesThanOnePageHoldsAreAllListed() {
    // A page of ListTables has 100 names.
    IntStream.range(0, 103).forEach(i -> local.createTable("listed-" + i));
    assertThat(control.listTables())
        .containsAll(IntStream.range(0, 103).mapToObj(i -> "listed-" + i).toList());
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
    assertThat(control.sdk().describeLimits().tableMaxReadCapacityUnits()).isPositive();
  }

  @Test
  void itemsExpireOnceThatIsAskedFor() {
    local.createTable("expiring");
    assertThat(control.describeTimeToLive("expiring").timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.DISABLED);

    control.updateTimeToLive("expiring", "until", true);

    assertThat(control.describeTimeToLive("expiring").timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(control.describeTimeToLive("expiring").attributeName()).isEqualTo("until");
    control.updateTimeToLive("expiring", "until", false);
    assertThat(control.describeTimeToLive("expiring").timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.DISABLED);
  }

  @Test
  @SuppressWarnings("unchecked") // The SDK's generic varargs.
  void aTableIsChangedAndWaitedForUntilItsIndexesAreThereToo() {
    local.createTable("changing");
    control.awaitActive("changing", WAIT);
    control.updateTable(
        UpdateTableRequest.builder()
            .tableName("changing")
            .attributeDefinitions(LocalDynamo.string("id"), LocalDynamo.string("kind"))
            .globalSecondaryIndexUpdates(
                u ->
                    u.create(
                        c ->
                            c.indexName("by-kind")
                                .keySchema(LocalDynamo.key("kind"))
                                .projection(p -> p.projectionType(ProjectionType.ALL))))
            .build());

    assertThat(control.awaitActive("changing", WAIT).globalSecondaryIndexes())
        .singleElement()
        .satisfies(index -> assertThat(index.indexStatus()).isEqualTo(IndexStatus.ACTIVE));
    control.deleteTable("changing");
    control.awaitGone("changing", WAIT);
    assertThat(control.listTables()).doesNotContain("changing");
  }

  @Test
  void waitingEndsAndSaysWhatIsStillMissing() {
    NoAnswerException late =
        catchThrowableOfType(
            NoAnswerException.class, () -> control.awaitActive("never-made", Duration.ofMillis(1)));
    assertThat(late.reason()).isEqualTo(NoAnswerException.Reason.TIMEOUT);
    assertThat(late.problem())
        .startsWith(
            "DescribeTable of table \"never-made\": the table is not there, not ACTIVE, after"
                + " PT0.001S");

    local.createTable("staying");
    assertThat(
            catchThrowableOfType(
                NoAnswerException.class, () -> control.awaitGone("staying", Duration.ofMillis(1))))
        .hasMessageContaining("the table is ACTIVE, not gone");
  }
}

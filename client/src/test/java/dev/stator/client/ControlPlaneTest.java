package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Tables are made, described, listed and deleted, against DynamoDB Local. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class ControlPlaneTest {
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
    local.createTable("expiring");
    var answer =
        control
            .sdk()
            .updateTimeToLive(
                r ->
                    r.tableName("expiring")
                        .timeToLiveSpecification(t -> t.attributeName("until").enabled(true)));
    assertThat(answer.timeToLiveSpecification().enabled()).isTrue();
  }
}

package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands whose requests a service refuses, or answers with less than was asked. */
@Timeout(60)
class RefusedCommandsTest {
  private final FakeDynamoDb dynamo =
      FakeDynamoDb.builder().start().createTable("orders", KeySchema.of("id", AttributeType.S));

  @AfterEach
  void end() {
    dynamo.close();
  }

  @Test
  void itemsThatAreAllDeniedAreOneError() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).then(Fault.accessDenied());

    Stator.Outcome outcome = put(500);

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .startsWith(
            "error: stdin, lines 1, 2, 3, … (500 items): BatchWriteItem of table \"orders\": ")
        .containsOnlyOnce("error:")
        .containsOnlyOnce("hint:");
    assertThat(outcome.out()).startsWith("put     0 items\nfailed  500 items\n");
  }

  @Test
  void whatIsDeniedAfterItWasToldIsToldAtTheEndWithItsNumber() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).then(Fault.accessDenied());

    Stator.Outcome outcome = put(2_500);

    assertThat(outcome.err().lines().filter(line -> line.startsWith("error:")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("error: stdin, lines 1, 2, 3, … (1,000 items): "),
            line ->
                assertThat(line)
                    .startsWith("error: stdin, lines 1001, 1002, 1003, … (1,500 items): "));
  }

  @Test
  void capacityThatTheAnswerDoesNotTellIsNotNothing() {
    dynamo
        .when(Operation.EXECUTE_STATEMENT)
        .then(Fault.rawResponse(200, "application/x-amz-json-1.0", "{\"Items\":[]}"));
    dynamo
        .when(Operation.SCAN)
        .then(
            Fault.rawResponse(
                200,
                "application/x-amz-json-1.0",
                "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}"));

    assertThat(stator().launch("sql", "SELECT * FROM orders", "--capacity").err())
        .isEqualTo("the service did not say how many RCU it took\n");
    assertThat(stator().launch("scan", "orders", "--capacity").err())
        .isEqualTo("the service did not say how many RCU it took\n");
  }

  private Stator.Outcome put(int items) {
    String lines =
        IntStream.rangeClosed(1, items)
            .mapToObj(i -> "{\"id\":\"o-" + i + "\"}\n")
            .collect(Collectors.joining());
    return stator().typing(lines).launch("put", "orders", "--item", "-", "--quiet");
  }

  private Stator stator() {
    return new Stator()
        .with("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString())
        .with("AWS_ACCESS_KEY_ID", "AKID")
        .with("AWS_SECRET_ACCESS_KEY", "secret")
        .with("AWS_REGION", "eu-central-1");
  }
}

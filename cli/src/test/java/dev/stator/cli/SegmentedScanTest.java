package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code stator scan --segments}. */
@Timeout(60)
class SegmentedScanTest {
  private final FakeDynamoDb dynamo =
      FakeDynamoDb.builder()
          .pageBytes(1_000)
          .start()
          .createTable("orders", KeySchema.of("id", AttributeType.S));

  @BeforeEach
  void twoHundredOrders() {
    for (int i = 0; i < 200; i++) {
      dynamo.put("orders", Item.builder().put("id", "o-" + i).put("text", "x".repeat(90)).build());
    }
  }

  @AfterEach
  void end() {
    dynamo.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "7", "100"})
  void theSegmentsTogetherHoldEachItemOnce(String segments) {
    String inTurn = scan().out();

    Stator.Outcome sideBySide = scan("--segments", segments);

    assertThat(sideBySide.code()).as(sideBySide.err()).isEqualTo(ExitCode.OK);
    assertThat(sideBySide.out().lines().sorted())
        .containsExactlyElementsOf(inTurn.lines().sorted().toList());
  }

  @Test
  void thirtyTwoAreReadAtOnceAndNoMore() {
    Stator stator = stator();
    CountDownLatch waiting = new CountDownLatch(32);
    dynamo
        .when(Operation.SCAN)
        .then(
            Fault.waitFor(
                new CountDownLatch(1) {
                  @Override
                  public void await() throws InterruptedException {
                    waiting.countDown();
                    if (waiting.getCount() == 0) {
                      stator.interruption.request();
                    }
                    super.await();
                  }
                }));

    Stator.Outcome outcome = scan(stator, "--segments", "100");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(outcome.err()).isEqualTo("stopped after 0 items\n");
    assertThat(dynamo.requests(Operation.SCAN)).hasSize(32);
  }

  @Test
  void theFirstFailureOfASegmentEndsItAll() {
    dynamo.when(Operation.SCAN).call(9).then(Fault.accessDenied());

    Stator.Outcome outcome = scan("--segments", "4");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).endsWith("}\n");
    assertThat(outcome.err()).startsWith("error: Scan of table \"orders\": AccessDenied");
    assertThat(dynamo.requests(Operation.SCAN)).hasSizeLessThan(13);
  }

  @Test
  void aPageThatIsNoneIsAnErrorAndNotTheEnd() {
    dynamo
        .when(Operation.SCAN)
        .call(3)
        .then(Fault.rawResponse(200, "application/x-amz-json-1.0", "{\"message\":\"hello\"}"));

    Stator.Outcome outcome = scan();

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .startsWith(
            "error: Scan of table \"orders\": the answer is none: it does not say how many items")
        .contains("hint: something between here and DynamoDB");
  }

  @Test
  void whatAllSegmentsCostIsSummed() {
    Stator.Outcome outcome = scan("--segments", "4", "--capacity");

    double units = Double.parseDouble(outcome.err().replace(" RCU\n", ""));
    assertThat(units).isEqualTo(dynamo.requests(Operation.SCAN).size() * 0.5);
  }

  @Test
  void aDryRunShowsTheFirstSegmentsRequest() {
    assertThat(scan("--segments", "4", "--dry-run").out())
        .isEqualTo(
            "DynamoDB_20120810.Scan {\"TableName\":\"orders\",\"Segment\":0,\"TotalSegments\":4}\n");
    assertThat(dynamo.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000001"})
  void thereIsAtLeastOneSegmentAndAtMostAMillion(String segments) {
    Stator.Outcome outcome = scan("--segments", segments);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .isEqualTo("error: stator scan: --segments " + segments + ": must be 1 to 1,000,000\n");
  }

  @Test
  void aLimitIsForAScanInTurn() {
    Stator.Outcome outcome = scan("--segments", "2", "--limit", "5");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("error: stator scan: --limit together with --segments: ");
    assertThat(scan("--segments", "1", "--limit", "5").out()).hasLineCount(5);
  }

  private Stator stator() {
    return new Stator()
        .with("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString())
        .with("AWS_REGION", "us-east-1")
        .with("AWS_ACCESS_KEY_ID", "key")
        .with("AWS_SECRET_ACCESS_KEY", "secret");
  }

  private Stator.Outcome scan(String... options) {
    return scan(stator(), options);
  }

  private static Stator.Outcome scan(Stator stator, String... options) {
    String[] command = new String[options.length + 2];
    command[0] = "scan";
    command[1] = "orders";
    System.arraycopy(options, 0, command, 2, options.length);
    return stator.launch(command);
  }
}

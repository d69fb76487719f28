package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.FakeS3;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import dev.stator.testkit.S3Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReplicateCommandTest {
  private FakeDynamoDb dynamo;
  private FakeS3 s3;

  @BeforeEach
  void aTableOfThirtyOrdersAndABucket() {
    dynamo =
        FakeDynamoDb.builder()
            .pageBytes(1_000)
            .start()
            .createTable("orders", KeySchema.of("id", AttributeType.S));
    s3 = FakeS3.start().createBucket("backup");
    putOrders(0, 30);
  }

  private void putOrders(int from, int to) {
    for (int i = from; i < to; i++) {
      dynamo.put(
          "orders",
          Item.builder()
              .put("id", "o-" + i)
              .put("status", i % 3 == 0 ? "paid" : "open")
              .put("total", i)
              .build());
    }
  }

  @AfterEach
  void end() {
    dynamo.close();
    s3.close();
  }

  @Test
  void theSummaryIsJsonOnStdoutAndTheManifestIsWhereItSays() {
    Stator.Outcome outcome =
        stator().launch("replicate", "orders", "s3://backup/daily", "-o", "json", "--segments=4");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .startsWith("{\"items\":30,\"scannedItems\":30,\"bytesRead\":")
        .contains("\"bytesWritten\":", "\"consumedReadUnits\":", "\"seconds\":", "\"segments\":4,")
        .containsPattern("\"objects\":[1-4],")
        .containsPattern(
            "\"manifest\":\"s3://backup/daily/AWSDynamoDB/[^/]+/manifest-summary.json\"")
        .endsWith("}\n");
    assertThat(s3.keys("backup")).anyMatch(key -> key.endsWith("/manifest-summary.json"));
    assertThat(lines()).hasSize(30).allMatch(line -> line.startsWith("{\"Item\":{"));
  }

  @Test
  void withoutFormatTheSummaryIsForAPerson() {
    Stator.Outcome outcome = stator().launch("replicate", "orders", "s3://backup/daily");

    assertThat(outcome.out()).startsWith("replicated  30 items\n").contains("\nmanifest    s3://");
  }

  @Test
  void formatAndCompressionReachTheEngine() {
    assertThat(stator().launch("replicate", "orders", "s3://backup/p", "--format", "json").code())
        .isEqualTo(ExitCode.OK);
    assertThat(lines()).hasSize(30).contains("{\"id\":\"o-27\",\"status\":\"paid\",\"total\":27}");
    assertThat(
            stator().launch("replicate", "orders", "s3://backup/z", "--compression", "zstd").code())
        .isEqualTo(ExitCode.OK);
    assertThat(s3.keys("backup")).anyMatch(key -> key.endsWith(".json.zst"));
  }

  @Test
  void whatIsWantedIsAskedOfDynamoDbWithPlaceholders() {
    dynamo.when(Operation.SCAN).answerItems(List.of());

    Stator.Outcome outcome =
        stator()
            .launch(
                "replicate",
                "orders",
                "s3://backup/p",
                "--consistent",
                "--segments",
                "2",
                "--filter",
                "#s = :p AND total < 10",
                "--projection",
                "id, total",
                "--names",
                "{\"#s\":\"status\"}",
                "--expression-attribute-values",
                "{\":p\":{\"S\":\"paid\"}}");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(dynamo.requests(Operation.SCAN))
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(request.bodyText())
                    .contains("\"FilterExpression\":\"#s = :p AND #n0 < :v0\"")
                    .contains("\"ProjectionExpression\":\"#n1, #n0\"")
                    .contains("\"#s\":\"status\"", "\":v0\":{\"N\":\"10\"}")
                    .contains("\"ConsistentRead\":true", "\"TotalSegments\":2"));
  }

  @Test
  void aBucketMayBeInAnotherRegionThanTheTable() {
    Stator.Outcome outcome =
        stator().launch("replicate", "orders", "s3://backup/x", "--bucket-region", "eu-west-3");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(s3.requests())
        .allSatisfy(
            request ->
                assertThat(request.target() + request.header("authorization"))
                    .containsAnyOf("/eu-west-3/s3/", "%2Feu-west-3%2Fs3%2F"));
    assertThat(dynamo.requests(Operation.SCAN))
        .allSatisfy(
            request ->
                assertThat(request.header("authorization")).contains("/us-east-1/dynamodb/"));
  }

  @Test
  void aFinishedExportIsOverwrittenOnlyWhenAsked() {
    String[] command = {"replicate", "orders", "s3://backup/daily", "--quiet"};
    assertThat(stator().launch(command).code()).isEqualTo(ExitCode.OK);

    Stator.Outcome second = stator().launch(command);

    assertThat(second.code()).isEqualTo(ExitCode.FAILED);
    assertThat(second.err()).startsWith("error: a finished export ").contains("\nhint: ");
    assertThat(stator().launch("replicate", "orders", "s3://backup/daily", "--overwrite").code())
        .isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nope s3://backup/x                  | FAILED | nope",
        "orders s3://nope/x                  | FAILED | bucket \"nope\" does not exist",
        "orders s3://backup/x --index nope   | FAILED | no index \"nope\"",
        "orders backup/x                     | USAGE  | \"backup/x\" is no place in S3",
        "orders s3://backup/x --filter a=    | USAGE  | bad filter at 3",
        "orders s3://backup/x --projection , | USAGE  | bad projection at 1",
        "orders s3://backup/x --values {     | USAGE  | bad --values",
        "orders s3://backup/x --names {}x    | USAGE  | bad --names",
        "orders s3://backup/x --workers 0    | USAGE  | workers is 0; it can be 1 to 32",
        "orders s3://backup/x --segments -1  | USAGE  | segments is -1",
        "orders s3://backup/x --file-size 1X | USAGE  | '1X' is not a size",
        "orders s3://backup/x --file-size 0  | USAGE  | file size is 0",
        "orders s3://backup/x --format csv   | USAGE  | --format csv: not one of dynamodb-json, json",
        "orders s3://backup/x --local --profile p | USAGE | --local together with --profile",
        "orders s3://backup/x --local --bucket-region r | USAGE | --local together with --bucket-region",
        "orders s3://backup/x --endpoint-url http://nowhere.invalid | FAILED | no host nowhere.invalid",
        "orders                              | USAGE  | missing required parameter",
      })
  void wrongInputIsOneLineAHintAndNoManifest(String arguments, ExitCode code, String problem) {
    Stator.Outcome outcome = stator().launch(("replicate " + arguments).split(" "));

    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("error: ").contains(problem);
    assertThat(outcome.err().lines().filter(line -> line.startsWith("error:"))).hasSize(1);
    assertThat(outcome.err()).doesNotContain("\tat ");
    assertThat(s3.keys("backup")).noneMatch(key -> key.contains("manifest"));
  }

  @Test
  void withoutRegionOrCredentialsItSaysWhichIsMissing() {
    Stator noRegion =
        new Stator().with("AWS_EC2_METADATA_DISABLED", "true").with("HOME", "/nowhere");
    assertThat(noRegion.launch("replicate", "orders", "s3://backup/x").err())
        .startsWith("error: No region is set");
    Stator noKeys =
        new Stator()
            .with("AWS_EC2_METADATA_DISABLED", "true")
            .with("HOME", "/nowhere")
            .with("AWS_REGION", "us-east-1");
    assertThat(noKeys.launch("replicate", "orders", "s3://backup/x").err())
        .startsWith("error: No credentials");
  }

  @Test
  void whoMayNotReadIsTold() {
    dynamo.when(Operation.SCAN).then(Fault.accessDenied());

    Stator.Outcome outcome = stator().launch("replicate", "orders", "s3://backup/x");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).contains("Scan of table \"orders\"", "AccessDeniedException");
    assertThat(s3.keys("backup")).noneMatch(key -> key.contains("manifest"));
  }

  @Test
  void whenItFailsHalfwayItSaysWhatIsLeft() {
    putOrders(30, 300);
    s3.when(S3Operation.PUT_OBJECT).keyContaining("-00002.json").then(Fault.accessDenied());

    Stator.Outcome outcome =
        stator().launch("replicate", "orders", "s3://backup/x", "--segments=1", "--file-size=1");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("no manifest was written, 2 data objects are left below s3://backup/x;")
        .contains("\nerror: cannot write s3://backup/x/", ": AccessDenied", "\nhint: ");
  }

  @Test
  void anInterruptionStopsItAndSaysWhatIsLeft() throws Exception {
    putOrders(30, 300);
    CountDownLatch answer = new CountDownLatch(1);
    dynamo.when(Operation.SCAN).call(3).then(Fault.waitFor(answer));
    Stator stator = stator();
    CompletableFuture<Stator.Outcome> run =
        CompletableFuture.supplyAsync(
            () -> stator.launch("replicate", "orders", "s3://backup/x", "--segments", "1"));
    while (dynamo.requests(Operation.SCAN).size() < 3 && !run.isDone()) {
      Thread.onSpinWait();
    }

    stator.interruption.request();
    answer.countDown();

    Stator.Outcome outcome = run.get();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("stopped after ", " items: no manifest was written, no data object is left")
        .contains("below s3://backup/x; the same command begins anew");
    assertThat(s3.keys("backup")).noneMatch(key -> key.contains("manifest"));
    assertThat(s3.uploadsInProgress("backup")).isZero();
  }

  private Stator stator() {
    return new Stator()
        .with("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString())
        .with("AWS_ENDPOINT_URL_S3", s3.endpoint().toString())
        .with("AWS_REGION", "us-east-1")
        .with("AWS_ACCESS_KEY_ID", "key")
        .with("AWS_SECRET_ACCESS_KEY", "secret");
  }

  private List<String> lines() {
    return s3.keys("backup").stream()
        .filter(key -> key.contains("/data/"))
        .map(key -> new String(s3.get("backup", key), StandardCharsets.UTF_8))
        .flatMap(text -> Stream.of(text.split("\n")))
        .toList();
  }
}

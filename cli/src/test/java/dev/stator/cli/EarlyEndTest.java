package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that end before all is printed. */
@Timeout(60)
class EarlyEndTest {
  private final FakeDynamoDb dynamo =
      FakeDynamoDb.builder()
          .pageBytes(1_000)
          .start()
          .createTable("orders", KeySchema.of("id", AttributeType.S));

  private final Map<String, String> environment =
      Map.of(
          "AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString(),
          "AWS_REGION", "us-east-1",
          "AWS_ACCESS_KEY_ID", "key",
          "AWS_SECRET_ACCESS_KEY", "secret");

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void aHundredOrders() {
    for (int i = 0; i < 100; i++) {
      dynamo.put("orders", Item.builder().put("id", "o-" + i).put("text", "x".repeat(90)).build());
    }
  }

  @AfterEach
  void end() {
    dynamo.close();
  }

  @Test
  void aReaderThatHasEnoughEndsAScanSilentlyAndItReadsNoMore() {
    ExitCode code = scan(new Failing("Broken pipe"), Interruption.ofCaller());

    assertThat(code).isEqualTo(ExitCode.READER_GONE);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(dynamo.requests(Operation.SCAN)).hasSize(1);
  }

  @Test
  void aReaderThatHasEnoughEndsAllSegments() {
    ExitCode code = scan(new Failing("Broken pipe"), Interruption.ofCaller(), "--segments", "4");

    assertThat(code).isEqualTo(ExitCode.READER_GONE);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(dynamo.requests(Operation.SCAN)).hasSizeLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "4"})
  void aDiskThatIsFullIsAnError(String segments) {
    ExitCode code =
        scan(
            new Failing("No space left on device"),
            Interruption.ofCaller(),
            "--segments",
            segments);

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("error: stdout: not everything was written: No space left on device\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "4"})
  void ctrlCEndsAScanBehindAWholeLine(String segments) {
    Interruption interruption = Interruption.ofCaller();
    dynamo.when(Operation.SCAN).call(6).then(Fault.waitFor(asking(interruption)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ExitCode code = scan(out, interruption, "--segments", segments);

    // The process would end here; this thread goes on.
    assertThat(Thread.interrupted()).isTrue();
    assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
    String lines = out.toString(StandardCharsets.UTF_8);
    assertThat(lines).startsWith("{\"id\":\"o-").endsWith("\"}\n");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("stopped after " + lines.lines().count() + " items\n");
  }

  @Test
  void ctrlCDuringAWriteSaysThatItMayBeDone() {
    Interruption interruption = Interruption.ofCaller();
    dynamo.when(Operation.PUT_ITEM).then(Fault.waitFor(asking(interruption)));

    ExitCode code = run(new ByteArrayOutputStream(), interruption, "put", "orders", "o-1");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("stopped: PutItem of table \"orders\": ")
        .contains("hint: it is not known whether the write was done");
  }

  @Test
  void whatWasReadOfATableIsShownWhenTheRestFails() {
    dynamo.when(Operation.SCAN).call(2).then(Fault.accessDenied());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ExitCode code = scan(out, Interruption.ofCaller(), "-o", "table");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("id S").contains("\no-");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("error: Scan of table \"orders\": ");
  }

  @Test
  void anArrayThatIsBrokenOffIsNotClosed() {
    dynamo.when(Operation.SCAN).call(2).then(Fault.accessDenied());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ExitCode code = scan(out, Interruption.ofCaller(), "-o", "json");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("[\n").endsWith("  }\n");
  }

  /** Never opens, and asks for an end when somebody stands before it. */
  private static CountDownLatch asking(Interruption interruption) {
    return new CountDownLatch(1) {
      @Override
      public void await() throws InterruptedException {
        interruption.request();
        super.await();
      }
    };
  }

  private ExitCode scan(OutputStream out, Interruption interruption, String... options) {
    return run(
        out,
        interruption,
        Stream.concat(Stream.of("scan", "orders"), Stream.of(options)).toArray(String[]::new));
  }

  private ExitCode run(OutputStream out, Interruption interruption, String... command) {
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new DataStream(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            false,
            false,
            false,
            80);
    return Cli.run(terminal, interruption, command);
  }

  /** Takes nothing, and says why. */
  private static final class Failing extends OutputStream {
    private final String why;

    Failing(String why) {
      this.why = why;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(why);
    }
  }
}

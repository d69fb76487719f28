package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.FakeS3;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import dev.stator.testkit.S3Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as a process of its own hears it while it waits for an answer. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(OS.WINDOWS)
class SignalTest {
  private final FakeDynamoDb dynamo =
      FakeDynamoDb.builder()
          .pageBytes(1_000_000)
          .start()
          .createTable("orders", KeySchema.of("id", AttributeType.S));
  private final FakeS3 s3 = FakeS3.start().createBucket("backup");
  private final CountDownLatch reached = new CountDownLatch(1);

  @TempDir Path folder;

  @BeforeEach
  void aTableOfThreeParts() {
    for (int i = 0; i < 60; i++) {
      dynamo.put(
          "orders",
          Item.builder().put("id", "o-" + i).put("text", ("text " + i).repeat(43_000)).build());
    }
  }

  @AfterEach
  void end() {
    dynamo.close();
    s3.close();
  }

  @Test
  void whileItScansItEndsWith130AndSaysThatNothingIsLeft() throws Exception {
    dynamo.when(Operation.SCAN).call(3).then(Fault.waitFor(new Gate()));

    Ended ended = interrupted("--segments", "1");

    assertThat(ended.code).as(ended.err).isEqualTo(130);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err)
        .matches(
            "(?s)(.*after \\d+ s\\n)*stopped after \\d+ items: no manifest was written, no data"
                + " object is left below s3://backup/daily; .*\\n");
    assertNothingPassesForAnExport();
  }

  @Test
  void whileItUploadsItEndsWith130AndSaysHowManyObjectsAreLeft() throws Exception {
    s3.when(S3Operation.UPLOAD_PART).keyContaining("000000-00001").then(Fault.waitFor(new Gate()));

    Ended ended = interrupted("--segments", "1", "--file-size", "8MiB", "--quiet");

    assertThat(ended.code).as(ended.err).isEqualTo(130);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err).startsWith("stopped after ").contains("1 data object is left below");
    assertNothingPassesForAnExport();
    assertThat(s3.keys("backup")).filteredOn(key -> key.contains("/data/")).hasSize(1);
  }

  private void assertNothingPassesForAnExport() {
    assertThat(s3.keys("backup")).noneMatch(key -> key.contains("manifest"));
    assertThat(s3.uploadsInProgress("backup")).isZero();
  }

  /** Runs the command and sends it SIGINT when it has come to the gate. */
  private Ended interrupted(String... options) throws IOException, InterruptedException {
    assumeTrue(hearsSigint(), "this process, and so its children, ignore SIGINT");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.stator.cli.Main",
            "replicate",
            "orders",
            "s3://backup/daily");
    builder.command().addAll(List.of(options));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret"));
    builder.environment().remove("AWS_SESSION_TOKEN");
    Process process = builder.start();
    try {
      reached.await();
      assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor())
          .isZero();
      int code = process.waitFor();
      return new Ended(code, Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  /** A process that was started with SIGINT ignored cannot pass anything else on. */
  private static boolean hearsSigint() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return true;
    }
    return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private record Ended(int code, String out, String err) {}

  /** Never opens, and tells when somebody stands before it. */
  private final class Gate extends CountDownLatch {
    Gate() {
      super(1);
    }

    @Override
    public void await() throws InterruptedException {
      reached.countDown();
      super.await();
    }
  }
}

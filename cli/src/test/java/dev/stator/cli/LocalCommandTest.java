package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.local.LocalServices;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LocalCommandTest {
  private final Stator stator = new Stator();

  @AfterEach
  void nothingGoesOnRunning() {
    stator.interruption.request();
  }

  @Test
  void servesUntilItIsInterruptedAndIsFoundMeanwhile() {
    CompletableFuture<Stator.Outcome> run =
        CompletableFuture.supplyAsync(() -> stator.launch("local"));
    String printed =
        CompletableFuture.anyOf(stator.firstOutput(), run).thenApply(Object::toString).join();

    LocalServices running = LocalServices.running().orElseThrow();
    assertThat(printed)
        .startsWith("export AWS_ENDPOINT_URL_DYNAMODB=" + running.dynamoDbEndpoint() + "\n")
        .contains("export AWS_ENDPOINT_URL_S3=" + running.s3Endpoint() + "\n");
    assertThat(Stator.run("local", "--env").out()).isEqualTo(printed);
    assertThat(Stator.run("local", "--env", "-o", "json").out())
        .startsWith("{\"pid\":" + ProcessHandle.current().pid() + ",\"dynamoDbEndpoint\":\"")
        .endsWith("}}\n");
    Stator.Outcome second = Stator.run("local");
    assertThat(second.code()).isEqualTo(ExitCode.FAILED);
    assertThat(second.err()).startsWith("error: Local services run already").contains("\nhint: ");

    stator.interruption.request();

    assertThat(run.join().code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(run.join().err()).endsWith("ended\n");
    assertThat(LocalServices.running()).isEmpty();
  }

  @Test
  void withoutServicesThereIsNoEnvironmentToPrint() {
    Stator.Outcome outcome = Stator.run("local", "--env");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            """
            error: local services: none run
            hint: start them in another terminal: stator local
            """);
  }

  @Test
  void aPortThatIsNoneIsWrongUsage() {
    Stator.Outcome outcome = Stator.run("local", "--s3-port", "99999");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("error: stator local: --s3-port 99999: not a port\n");
  }
}

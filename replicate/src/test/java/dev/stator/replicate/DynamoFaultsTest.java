package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.AccessDeniedException;
import dev.stator.client.ResourceNotFoundException;
import dev.stator.client.ValidationException;
import dev.stator.item.Item;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import dev.stator.testkit.ScriptedFault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DynamoFaultsTest {
  private final Fakes fakes = new Fakes();
  private final List<Item> items = Fakes.items(200, 500);

  @AfterEach
  void close() {
    fakes.close();
  }

  @BeforeEach
  void fill() {
    fakes.put(items);
  }

  static Stream<Arguments> passing() {
    return Stream.of(
        Arguments.of("throttling", Fault.throttled()),
        Arguments.of("an internal error", Fault.serverError(500)),
        Arguments.of("unavailability", Fault.serverError(503)),
        Arguments.of("a reset", Fault.reset()),
        Arguments.of("a hang-up", Fault.hangUp()),
        Arguments.of("a truncated page", Fault.truncated(100)),
        Arguments.of("a reset within a page", Fault.resetAfter(3000)),
        Arguments.of("a wrong checksum", Fault.wrongCrc()),
        Arguments.of("a flipped bit", Fault.corrupted()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void afterAFaultThatPassesTheExportEqualsTheTable(String name, Fault fault) {
    ScriptedFault scripted = fakes.dynamo.when(Operation.SCAN).everyNth(4).then(fault);

    ReplicationSummary summary = fakes.replicate(Fakes.options().segments(3).build());

    assertThat(scripted.applied()).isPositive();
    assertThat(fakes.readBack(summary.manifest()).values())
        .containsExactlyInAnyOrderElementsOf(items);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Items\":[]}",
        "{\"Items\":[],\"Count\":3,\"ScannedCount\":3}",
        "{\"message\":\"welcome\"}"
      })
  void aPageThatHoldsLessThanItSaysIsAnErrorAndNotTheEnd(String page) {
    fakes.dynamo.when(Operation.SCAN).call(2).answer(page);

    ReplicationException error = fails(Fakes.options().segments(1).build());

    assertThat(error).hasMessageContaining("page 1 of segment 0 of table \"orders\"");
    assertNothingIsLeft();
  }

  @Test
  void aGarbagePageIsToldWithTablePageSegmentAndPath() {
    fakes
        .dynamo
        .when(Operation.SCAN)
        .call(1)
        .answer("{\"Items\":[{\"id\":{\"S\":\"a\"}},{\"id\":{\"S\":7}}],\"Count\":2}");

    ReplicationException error = fails(Fakes.options().segments(1).build());

    assertThat(error)
        .hasMessageContaining("page 0 of segment 0 of table \"orders\"")
        .hasMessageContaining("$.Items[1].id");
    assertThat(error.hint()).contains("check the endpoint");
    assertNothingIsLeft();
  }

  @Test
  void aMissingTableIsNamed() {
    ReplicationOptions options =
        ReplicationOptions.builder("nowhere", S3Location.parse("s3://backup/x")).build();

    assertThatThrownBy(() -> fakes.replicate(options))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("nowhere");
    assertThat(fakes.s3.keys(Fakes.BUCKET)).isEmpty();
  }

  @Test
  void aMissingIndexIsNamedBeforeAnythingIsWritten() {
    ReplicationException error = fails(Fakes.options().index("by-date").build());

    assertThat(error).hasMessage("table \"orders\" has no index \"by-date\"");
    assertThat(error.hint()).isEqualTo("it has no indexes");
    assertThat(fakes.s3.keys(Fakes.BUCKET)).isEmpty();
  }

  @Test
  void aBadFilterIsTheServicesOwnError() {
    fakes
        .dynamo
        .when(Operation.SCAN)
        .then(Fault.error(400, "ValidationException", "Invalid FilterExpression: Syntax error"));

    assertThatThrownBy(() -> fakes.replicate(Fakes.options().filter("a >").build()))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("Syntax error");
    assertNothingIsLeft();
  }

  @Test
  void aScanThatIsNotAllowedStopsAllWorkers() {
    fakes.dynamo.when(Operation.SCAN).segment(5).then(Fault.accessDenied());

    assertThatThrownBy(() -> fakes.replicate(Fakes.options().segments(12).build()))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("orders");
    assertNothingIsLeft();
  }

  private ReplicationException fails(ReplicationOptions options) {
    return catchThrowableOfType(ReplicationException.class, () -> fakes.replicate(options));
  }

  private void assertNothingIsLeft() {
    assertThat(fakes.isFinished()).isFalse();
    assertThat(fakes.s3.uploadsInProgress(Fakes.BUCKET)).isZero();
  }
}

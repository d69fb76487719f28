package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.item.Item;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.S3Operation;
import dev.stator.testkit.ScriptedFault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of one segment and three parts, and an S3 that fails. */
final class S3FaultsTest {
  private static final ReplicationOptions OPTIONS = Fakes.options().segments(1).build();

  private final Fakes fakes = new Fakes(FakeDynamoDb.builder().pageBytes(1_000_000));
  private final List<Item> items = Fakes.items(60, 300_000);

  @AfterEach
  void close() {
    fakes.close();
  }

  static Stream<Arguments> passing() {
    return Stream.of(
        Arguments.of("SlowDown", Fault.slowDown()),
        Arguments.of("an internal error", Fault.serverError(500)),
        Arguments.of("unavailability", Fault.serverError(503)),
        Arguments.of("a request too slow", Fault.error(400, "RequestTimeout", "too slow")),
        Arguments.of("bytes that were lost", Fault.error(400, "IncompleteBody", "too short")),
        Arguments.of("bytes that were changed", Fault.error(400, "BadDigest", "not its CRC32")),
        Arguments.of("a load balancer's page", Fault.rawResponse(502, "text/html", "<html>")),
        Arguments.of("a reset", Fault.reset()),
        Arguments.of("a hang-up", Fault.hangUp()),
        Arguments.of("a lost answer", Fault.reset().afterTheOperation()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void aPartIsSentAgainAfter(String name, Fault fault) {
    fakes.put(items);
    ScriptedFault scripted = fakes.s3.when(S3Operation.UPLOAD_PART).calls(1, 2).then(fault);

    ReplicationSummary summary = fakes.replicate(OPTIONS);

    assertThat(scripted.applied()).isEqualTo(2);
    assertThat(fakes.readBack(summary.manifest()).values())
        .containsExactlyInAnyOrderElementsOf(items);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void theManifestIsSentAgainAfter(String name, Fault fault) {
    fakes.s3.when(S3Operation.PUT_OBJECT).keyContaining("manifest-").everyNth(2).then(fault);

    ReplicationSummary summary = fakes.replicate(OPTIONS);

    assertThat(fakes.readBack(summary.manifest())).isEmpty();
  }

  @Test
  void anUploadWhoseEndWasNotHeardOfIsFinished() {
    fakes.put(items);
    fakes
        .s3
        .when(S3Operation.COMPLETE_MULTIPART_UPLOAD)
        .call(1)
        .then(Fault.reset().afterTheOperation());

    ReplicationSummary summary = fakes.replicate(OPTIONS);

    assertThat(fakes.readBack(summary.manifest())).hasSize(60);
  }

  @Test
  void anErrorInTheBodyOfASuccessfulAnswerIsAnError() {
    fakes.put(items);
    ScriptedFault fault =
        fakes
            .s3
            .when(S3Operation.COMPLETE_MULTIPART_UPLOAD)
            .then(
                Fault.rawResponse(
                    200,
                    "application/xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InternalError</Code>"
                        + "<Message>We encountered an internal error.</Message></Error>"));

    ReplicationException error = fails(OPTIONS);

    assertThat(fault.applied()).isPositive();
    assertThat(error)
        .hasMessageMatching(
            "cannot finish s3://backup/daily/.*/data/000000-00000.json: InternalError .*");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource(
      value = S3Operation.class,
      names = {"CREATE_MULTIPART_UPLOAD", "UPLOAD_PART", "COMPLETE_MULTIPART_UPLOAD"})
  void aRefusalNamesTheObjectAndThePermissions(S3Operation operation) {
    fakes.put(items);
    fakes.s3.when(operation).then(Fault.accessDenied());

    ReplicationException error = fails(OPTIONS);

    assertThat(error)
        .hasMessageMatching(
            "cannot (write|finish|write part 1 of) s3://backup/daily/.*00000.json: AccessDenied.*");
    assertThat(error.hint()).contains("s3:PutObject");
    assertNothingIsLeft();
  }

  @Test
  void aRefusedPartIsNotSentAgain() {
    fakes.put(items);
    ScriptedFault refused = fakes.s3.when(S3Operation.UPLOAD_PART).then(Fault.accessDenied());

    fails(OPTIONS);

    assertThat(refused.applied()).isEqualTo(1);
  }

  @Test
  void aPartThatFailsAgainAndAgainEndsTheRun() {
    fakes.put(items);
    ScriptedFault reset = fakes.s3.when(S3Operation.UPLOAD_PART).part(2).then(Fault.reset());

    ReplicationException error = fails(OPTIONS);

    assertThat(reset.applied()).isBetween(5, 6); // A kept-alive connection may be closed: one more.
    assertThat(error).hasMessageStartingWith("cannot write part 2 of s3://backup/daily/");
    assertNothingIsLeft();
  }

  @Test
  void anS3ThatHasHadEnoughEndsTheRunWithItsReasonAndAHint() {
    fakes.put(items);
    ScriptedFault slowDown = fakes.s3.when(S3Operation.UPLOAD_PART).then(Fault.slowDown());

    ReplicationException error = fails(OPTIONS);

    assertThat(slowDown.applied()).isEqualTo(5);
    assertThat(error)
        .hasMessageMatching("cannot write part 1 of s3://backup/daily/\\S+: SlowDown \\(.+\\)");
    assertThat(error.hint()).contains("fewer workers");
    assertNothingIsLeft();
  }

  static Stream<Arguments> slowness() {
    return Stream.of(
        Arguments.of("a part is never answered", S3Operation.UPLOAD_PART, Fault.neverAnswer()),
        Arguments.of("a part is never read", S3Operation.UPLOAD_PART, Fault.neverRead()),
        Arguments.of(
            "an upload is never begun", S3Operation.CREATE_MULTIPART_UPLOAD, Fault.neverAnswer()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slowness")
  @Timeout(120)
  void anS3ThatIsTooSlowEndsTheRun(String name, S3Operation operation, Fault slow) {
    fakes.put(items);
    Duration patience = Duration.ofSeconds(1);
    fakes.s3.when(operation).then(slow);
    try (S3Access impatient =
        S3Access.of(fakes.s3.endpoint(), Fakes.credentials(), Map.of(), patience, patience)) {
      ReplicationException error =
          catchThrowableOfType(
              ReplicationException.class,
              () -> new Replication(fakes.client, impatient, OPTIONS).run());

      assertThat(error).hasMessageMatching("cannot write (part 1 of )?s3://backup/daily/\\S+: .+");
      assertThat(error.hint()).startsWith("it was tried several times: check the network");
    }
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "403, InvalidAccessKeyId, no such key, check the credentials",
    "403, SignatureDoesNotMatch, not equal, check the credentials",
    "400, ExpiredToken, expired, check the credentials",
    "403, RequestTimeTooSkewed, too different, check this machine's clock",
    "403, AccessDenied, Request has expired, check this machine's clock",
    "403, AccessDenied, no, s3:PutObject",
    "400, AuthorizationHeaderMalformed, the region is wrong, region",
    "301, PermanentRedirect, another endpoint, region",
    "404, NoSuchUpload, gone, another run",
    "503, ServiceUnavailable, busy, try later",
  })
  void whyS3RefusesIsToldWithWhatMayHelp(int status, String code, String message, String hint) {
    fakes
        .s3
        .when(S3Operation.PUT_OBJECT)
        .keyContaining("_started")
        .then(Fault.error(status, code, message));

    ReplicationException error = fails(OPTIONS);

    assertThat(error)
        .hasMessageStartingWith("cannot write s3://backup/daily/")
        .hasMessageEndingWith("/_started: " + code + " (" + message + ")");
    assertThat(error.hint()).contains(hint);
  }

  @Test
  void theFirstRequestAlreadyTellsWhyS3Refuses() {
    fakes.s3.when().then(Fault.unknownCredentials());

    ReplicationException error = fails(OPTIONS);

    assertThat(error)
        .hasMessageMatching("cannot look for s3://backup/daily/\\S+: InvalidAccessKeyId \\(.+\\)");
    assertThat(error.hint()).isEqualTo("check the credentials");
    assertThat(fakes.s3.keys(Fakes.BUCKET)).isEmpty();
  }

  @Test
  void aHostThatIsNotKnownIsNamed() {
    try (S3Access nowhere = Fakes.s3Access(URI.create("http://s3.nowhere.invalid"))) {
      ReplicationException error =
          catchThrowableOfType(
              ReplicationException.class,
              () -> new Replication(fakes.client, nowhere, OPTIONS).run());

      assertThat(error).hasMessageEndingWith(": there is no host s3.nowhere.invalid");
      assertThat(error.hint()).contains("the endpoint");
    }
  }

  @Test
  void anAbortThatFailsDoesNotHideTheFirstError() {
    fakes.put(items);
    fakes.s3.when(S3Operation.UPLOAD_PART).part(2).then(Fault.accessDenied());
    fakes.s3.when(S3Operation.ABORT_MULTIPART_UPLOAD).then(Fault.error(400, "Odd", "no abort"));

    ReplicationException error = fails(OPTIONS);

    assertThat(error)
        .hasMessageContaining("cannot write part 2")
        .hasMessageContaining("AccessDenied");
    assertThat(error.getSuppressed())
        .singleElement()
        .asString()
        .contains("cannot abort the upload");
  }

  @Test
  void aMissingBucketIsNamedBeforeTheTableIsRead() {
    ReplicationException error =
        fails(ReplicationOptions.builder(Fakes.TABLE, S3Location.parse("s3://no-such/x")).build());

    assertThat(error).hasMessage("bucket \"no-such\" does not exist");
    assertThat(error.hint()).contains("create it first");
    assertThat(fakes.dynamo.requests(dev.stator.testkit.Operation.SCAN)).isEmpty();
  }

  @Test
  void anEndpointThatIsNotThereIsNamed() {
    try (S3Access nobody = Fakes.s3Access(URI.create("http://127.0.0.1:1"))) {
      ReplicationException error =
          catchThrowableOfType(
              ReplicationException.class,
              () -> new Replication(fakes.client, nobody, OPTIONS).run());

      assertThat(error).hasMessageStartingWith("cannot look for s3://backup/daily/");
      assertThat(error.hint()).contains("AWS_ENDPOINT_URL_S3");
    }
  }

  @Test
  void aManifestThatCannotBeWrittenLeavesNoSummary() {
    fakes
        .s3
        .when(S3Operation.PUT_OBJECT)
        .keyContaining("manifest-files.json")
        .then(Fault.accessDenied());

    ReplicationException error = fails(OPTIONS);

    assertThat(error).hasMessageContaining("manifest-files.json: AccessDenied");
    assertNothingIsLeft();
  }

  @Test
  void uploadsThatMayNotBeListedAreAnErrorThatNamesThePermission() {
    fakes.s3.when(S3Operation.LIST_MULTIPART_UPLOADS).then(Fault.accessDenied());

    ReplicationException error = fails(OPTIONS);

    assertThat(error)
        .hasMessageStartingWith("cannot list the uploads in progress below s3://backup/");
    assertThat(error.hint()).contains("s3:ListBucketMultipartUploads");
  }

  @Test
  void aStoreThatCannotListUploadsIsGoodEnough() {
    fakes
        .s3
        .when(S3Operation.LIST_MULTIPART_UPLOADS)
        .then(Fault.error(501, "NotImplemented", "no"));

    ReplicationSummary summary = fakes.replicate(OPTIONS);

    assertThat(summary.items()).isZero();
  }

  private ReplicationException fails(ReplicationOptions options) {
    return catchThrowableOfType(ReplicationException.class, () -> fakes.replicate(options));
  }

  private void assertNothingIsLeft() {
    assertThat(fakes.isFinished()).isFalse();
    assertThat(fakes.s3.uploadsInProgress(Fakes.BUCKET)).isZero();
  }
}

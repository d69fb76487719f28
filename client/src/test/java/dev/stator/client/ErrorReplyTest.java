package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;

class ErrorReplyTest {
  private static final CallFacts CALL = new CallFacts("PutItem", "orders", "by-date", 2);

  /** The cases that the Python client knows, and those that came since. */
  @ParameterizedTest
  @CsvSource({
    "ConditionalCheckFailedException, ConditionalCheckFailedException",
    "InternalFailure, InternalServerException",
    "InternalServerError, InternalServerException",
    "ItemCollectionSizeLimitExceededException, LimitExceededException",
    "LimitExceededException, LimitExceededException",
    "ResourceInUseException, ResourceInUseException",
    "ResourceNotFoundException, ResourceNotFoundException",
    "ServiceUnavailable, InternalServerException",
    "ThrottlingException, ThrottlingException",
    "ProvisionedThroughputExceededException, ThrottlingException",
    "RequestLimitExceeded, ThrottlingException",
    "ValidationException, ValidationException",
    "SerializationException, ValidationException",
    "InvalidAction, ValidationException",
    "InvalidParameterCombination, ValidationException",
    "InvalidParameterValue, ValidationException",
    "InvalidQueryParameter, ValidationException",
    "MalformedQueryString, ValidationException",
    "MissingParameter, ValidationException",
    "OptInRequired, AccessDeniedException",
    "RequestExpired, AccessDeniedException",
    "AccessDeniedException, AccessDeniedException",
    "UnrecognizedClientException, AccessDeniedException",
    "ExpiredTokenException, AccessDeniedException",
    "IncompleteSignatureException, AccessDeniedException",
    "MissingAuthenticationTokenException, AccessDeniedException",
    "TransactionCanceledException, TransactionCanceledException",
    "TransactionConflictException, ConflictException",
    "TransactionInProgressException, ConflictException",
    "ReplicatedWriteConflictException, ConflictException",
    "IdempotentParameterMismatchException, ConflictException",
    "SomethingNewException, OtherServiceException",
  })
  void hasAPlaceForEveryError(String type, String expected) {
    for (String namespace :
        new String[] {"", "com.amazonaws.dynamodb.v20120810#", "com.amazon.coral.validate#"}) {
      ServiceException failure = read(400, namespace + type, "{}");
      assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
      assertThat(failure.code()).isEqualTo(type);
    }
  }

  @Test
  void saysWhatWhereAndWhyInOneLineAndThenAHint() {
    ServiceException failure = read(400, "x#ResourceNotFoundException", "{}");

    assertThat(failure.problem())
        .isEqualTo(
            "PutItem of index \"by-date\" of table \"orders\": ResourceNotFoundException: why"
                + " (HTTP 400, request REQ-1, 2 attempts)");
    assertThat(failure).hasMessage(failure.problem() + "\nhint: " + failure.hint());
    assertThat(failure.hint()).contains("region");
    assertThat(failure.requestId()).isEqualTo("REQ-1");
    assertThat(failure.serviceMessage()).isEqualTo("why");
    assertThat(failure.call()).isEqualTo(CALL);
    assertThat(failure.status()).isEqualTo(400);
  }

  /** By the names that the SDK's model has for them, which are not all spelled alike. */
  static Stream<Arguments> throttlings() {
    return Stream.<SdkPojo>of(
            software.amazon.awssdk.services.dynamodb.model.ThrottlingException.builder(),
            ProvisionedThroughputExceededException.builder(),
            RequestLimitExceededException.builder())
        .map(
            model ->
                Arguments.of(
                    model.getClass().getEnclosingClass().getSimpleName(),
                    model.sdkFields().get(0).locationName()));
  }

  @ParameterizedTest
  @MethodSource("throttlings")
  void keepsAndShowsTheReasonsOfThrottling(String type, String member) {
    ThrottlingException throttled =
        (ThrottlingException)
            read(
                400,
                type,
                "{\""
                    + member
                    + "\":[{\"reason\":\"IndexWriteKeyRangeThroughputExceeded\",\"resource\":"
                    + "\"arn:aws:dynamodb:eu-west-1:1:table/orders/index/by-date\",\"new\":1},"
                    + "{\"reason\":\"TableWriteSomethingNewExceeded\",\"resource\":"
                    + "\"arn:aws:dynamodb:eu-west-1:1:table/orders\"}]}");

    assertThat(throttled.reasons())
        .containsExactly(
            new ThrottlingReason(
                "IndexWriteKeyRangeThroughputExceeded",
                "arn:aws:dynamodb:eu-west-1:1:table/orders/index/by-date"),
            new ThrottlingReason(
                "TableWriteSomethingNewExceeded", "arn:aws:dynamodb:eu-west-1:1:table/orders"));
    assertThat(throttled.problem())
        .contains(
            "; limited: writes to index \"by-date\" of table \"orders\""
                + " (IndexWriteKeyRangeThroughputExceeded);"
                + " writes to table \"orders\" (TableWriteSomethingNewExceeded) (HTTP 400");
    assertThat(throttled.hint()).startsWith("spread requests over more partition keys");
  }

  @Test
  void saysWhatItCanWhereNoReasonIsGiven() {
    ServiceException throttled = read(400, "ThrottlingException", "{\"throttlingReasons\":null}");
    assertThat(throttled.problem()).doesNotContain("limited");
    assertThat(throttled.hint()).startsWith("slow down, or raise the throughput");
  }

  @Test
  void keepsTheOldItemAndTheReasonsOfATransaction() {
    ConditionalCheckFailedException failed =
        (ConditionalCheckFailedException)
            read(400, "ConditionalCheckFailedException", "{\"Item\":{\"id\":{\"S\":\"a\"}}}");
    assertThat(failed.item()).isEqualTo(Key.of("id", "a").toItem());

    TransactionCanceledException cancelled =
        (TransactionCanceledException)
            read(
                400,
                "TransactionCanceledException",
                "{\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"ConditionalCheckFailed\"}]}");
    assertThat(cancelled.reasons())
        .containsExactly(
            new CancellationReason(0, null, "None", "", null, ""),
            new CancellationReason(1, null, "ConditionalCheckFailed", "", null, ""));
  }

  @Test
  void goesByTheStatusWhereTheBodySaysNothing() {
    for (String page : new String[] {"", "<html>Bad Gateway</html>", "[]", "{\"__type\":7}"}) {
      ServiceException failure = TestReplies.error(502, "", page, CALL);
      assertThat(failure).isInstanceOf(InternalServerException.class);
      assertThat(failure.code()).isEqualTo("HTTP 502");
    }
    assertThat(TestReplies.error(413, "", "", CALL)).isInstanceOf(OtherServiceException.class);
    assertThat(TestReplies.error(429, "", "", CALL)).isInstanceOf(ThrottlingException.class);
    assertThat(
            TestReplies.error(
                400, "x-amzn-ErrorType: ResourceNotFoundException:http://x\r\n", "{}", CALL))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void cutsOffWhatRepeatsTheRequestsSecrets() {
    for (String leak :
        new String[] {
          "Bad. Authorization=AWS4-HMAC-SHA256 Credential=AKID, Signature=s3cr3t",
          "Bad. The Canonical String for this request should have been s3cr3t"
        }) {
      ServiceException failure =
          TestReplies.error(
              403,
              "",
              "{\"__type\":\"IncompleteSignatureException\",\"Message\":\"" + leak + "\"}",
              CALL);
      assertThat(failure.toString()).contains("Bad.").doesNotContain("s3cr3t");
      assertThat(failure.serviceMessage()).isEqualTo("Bad.");
    }
  }

  @Test
  void canBeSerialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(
          read(400, "ConditionalCheckFailedException", "{\"Item\":{\"id\":{\"S\":\"a\"}}}"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((ServiceException) in.readObject()).call()).isEqualTo(CALL);
    }
  }

  private static ServiceException read(int status, String type, String members) {
    String more = members.equals("{}") ? "}" : "," + members.substring(1);
    return TestReplies.error(
        status,
        "x-amzn-RequestId: REQ-1\r\n",
        "{\"__type\":\"" + type + "\",\"message\":\"why\"" + more,
        CALL);
  }
}

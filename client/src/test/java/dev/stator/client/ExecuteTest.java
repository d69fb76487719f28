package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any operation by its name, with the same life as every other. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class ExecuteTest {
  private static final String BODY =
      "{ \"TableName\" : \"orders\", \"IndexName\":\"by-x\", \"Odd \\\"name\\\"\": [1, {\"a\":null}]}";

  @ParameterizedTest
  @EachView
  void anOperationIsSentByItsNameAndItsAnswerComesAsItIs(View view) throws Exception {
    String answer = "{\"Found\":[{\"id\":{\"S\":\"ü\"}}]}";
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(answered(answer)));
        DynamoClient client = server.clients().build()) {
      assertThat(view.of(client).execute("SearchVectors", BODY)).isEqualTo(answer);
      assertThat(view.of(client).execute("SearchVectors", BODY.getBytes(UTF_8)))
          .isEqualTo(answer.getBytes(UTF_8));

      FakeDynamo.Asked asked = server.asked().get(0);
      assertThat(asked.header("x-amz-target")).isEqualTo("DynamoDB_20120810.SearchVectors");
      assertThat(asked.header("authorization")).startsWith("AWS4-HMAC-SHA256 Credential=AKID/");
      assertThat(SdkOracle.tree(asked.body())).isEqualTo(SdkOracle.tree(BODY));
    }
  }

  private static String answered(String body) {
    return new String(
        FakeDynamo.ok(body).getBytes(UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @EachView
  void itFailsAsEveryOtherDoes(View view) throws Exception {
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) ->
                    peer.write(
                        asked.number() == 1
                            ? FakeDynamo.error(400, "ThrottlingException", "later")
                            : FakeDynamo.error(400, "ResourceNotFoundException", "no")));
        DynamoClient client = server.clients().build()) {
      ResourceNotFoundException failure =
          catchThrowableOfType(
              ResourceNotFoundException.class,
              () -> view.of(client).execute("SearchVectors", BODY));
      assertThat(failure.call()).isEqualTo(new CallFacts("SearchVectors", "orders", "by-x", 2));
    }
  }

  @ParameterizedTest
  @EachView
  void aCancelledTransactionHasItsReasonsWithoutTheActions(View view) throws Exception {
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) ->
                    peer.write(
                        FakeDynamo.error(
                            400,
                            "TransactionCanceledException",
                            "[None, ValidationError]",
                            ",\"CancellationReasons\":[{\"Code\":\"None\",\"Message\":null},"
                                + "{\"Code\":\"ValidationError\",\"Message\":\"why\"}]",
                            "")));
        DynamoClient client = server.clients().build()) {
      TransactionCanceledException cancelled =
          catchThrowableOfType(
              TransactionCanceledException.class,
              () -> view.of(client).execute("TransactWriteItems", "{}"));
      assertThat(cancelled.causes())
          .containsExactly(new CancellationReason(1, null, "ValidationError", "why", null, ""));
      assertThat(cancelled.problem())
          .startsWith(
              "TransactWriteItems: TransactionCanceledException: action 2: ValidationError: why");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeBackup, {}, true",
    "SearchVectors, {}, true",
    "PutItem, {}, true",
    "UpdateItem, {}, false",
    "CreateBackup, {}, false",
    "TransactWriteItems, {}, false",
    "TransactWriteItems, '{\"ClientRequestToken\":\"t\"}', true",
  })
  void itIsRepeatedOnlyWhereThatIsKnownToBeSafe(String operation, String body, boolean safe) {
    assertThat(RawRequest.of(operation, body.getBytes(UTF_8)).repeatable()).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Get Item", "GetItem\r\nx: y", "1", "GetItem.x"})
  void whatIsNoNameIsNotSent(String operation) {
    assertThatThrownBy(() -> RawRequest.of(operation, "{}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no operation's name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}{}", "{\"a\":}"})
  void whatIsNoObjectIsNotSent(String body) {
    assertThatThrownBy(() -> RawRequest.of("GetItem", body.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("GetItem: the body is no JSON object: ");
  }

  @Test
  void itIsShownLikeEveryOther() {
    assertThat(RawRequest.of("GetItem", "{ \"a\" : 1 }".getBytes(UTF_8)).dryRun().body())
        .isEqualTo("{\"a\":1}");
  }
}

package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.item.Key;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which transactions are tried again, and that this is safe. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class RetryOfTransactionsTest {
  private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");
  private static final TransactWriteItemsRequest TRANSACTION =
      TransactWriteItemsRequest.of(
          DeleteItemRequest.builder("t", Key.of("id", "a")).build(),
          DeleteItemRequest.builder("t", Key.of("id", "b")).build());

  private static String cancelled(String first, String second) {
    return FakeDynamo.error(
        400,
        "TransactionCanceledException",
        "cancelled",
        ",\"CancellationReasons\":[{\"Code\":\""
            + first
            + "\"},{\"Code\":\""
            + second
            + "\",\"Message\":\"why\"}]",
        "");
  }

  private static Set<String> tokens(FakeDynamo server) {
    Set<String> tokens = new HashSet<>();
    for (FakeDynamo.Asked asked : server.asked()) {
      Matcher matcher = TOKEN.matcher(asked.body());
      assertThat(matcher.find()).isTrue();
      tokens.add(matcher.group(1));
    }
    return tokens;
  }

  @ParameterizedTest
  @CsvSource({
    "None, TransactionConflict",
    "TransactionConflict, TransactionConflict",
    "None, ThrottlingError",
    "ProvisionedThroughputExceeded, TransactionConflict",
  })
  void whatOnlyConflictsOrThrottlingCancelledIsTriedAgain(String first, String second)
      throws Exception {
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) ->
                    peer.write(
                        asked.number() < 3 ? cancelled(first, second) : FakeDynamo.ok("{}")));
        DynamoClient client = server.clients().build()) {
      client.blocking().transactWriteItems(TRANSACTION);

      assertThat(server.asked()).hasSize(3);
      assertThat(tokens(server)).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "None, ConditionalCheckFailed",
    "TransactionConflict, ConditionalCheckFailed",
    "None, ValidationError",
    "None, ItemCollectionSizeLimitExceeded",
    "None, SomethingNew",
    "None, None",
  })
  void whatWillBeCancelledAgainIsNot(String first, String second) throws Exception {
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(cancelled(first, second)));
        DynamoClient client = server.clients().build()) {
      TransactionCanceledException failure =
          catchThrowableOfType(
              TransactionCanceledException.class,
              () -> client.blocking().transactWriteItems(TRANSACTION));

      assertThat(failure.reasons())
          .extracting(CancellationReason::code)
          .containsExactly(first, second);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactionInProgressException", "InternalServerError"})
  void anAttemptThatMayHaveBeenDoneIsRepeatedWithItsToken(String error) throws Exception {
    int status = error.startsWith("Internal") ? 500 : 400;
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) ->
                    peer.write(
                        asked.number() < 3
                            ? FakeDynamo.error(status, error, "later")
                            : FakeDynamo.ok("{}")));
        DynamoClient client = server.clients().build()) {
      client.blocking().transactWriteItems(TRANSACTION);

      assertThat(server.asked()).hasSize(3);
      assertThat(tokens(server)).hasSize(1);
    }
  }

  @Test
  void anAnswerThatGotLostIsAskedForAgainWithTheTokenOfTheCall() throws Exception {
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) -> {
                  if (asked.number() == 1) {
                    peer.reset();
                  } else {
                    peer.write(FakeDynamo.ok("{}"));
                  }
                });
        DynamoClient client = server.clients().build()) {
      client.blocking().transactWriteItems(TRANSACTION);
      client.blocking().transactWriteItems(TRANSACTION);

      assertThat(server.asked()).hasSize(3);
      assertThat(tokens(server)).hasSize(2);
    }
  }

  @Test
  void aTokenOfAnotherTransactionIsAnErrorAtOnce() throws Exception {
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) ->
                    peer.write(
                        FakeDynamo.error(400, "IdempotentParameterMismatchException", "no")));
        DynamoClient client = server.clients().build()) {
      assertThat(
              catchThrowableOfType(
                      ConflictException.class,
                      () -> client.blocking().transactWriteItems(TRANSACTION))
                  .hint())
          .isEqualTo("a token stands for one content: use a new one for each transaction");
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void manyCausesAreNamedAndTheRestCounted() throws Exception {
    String reasons = "{\"Code\":\"ValidationError\"},".repeat(7);
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) ->
                    peer.write(
                        FakeDynamo.error(
                            400,
                            "TransactionCanceledException",
                            "cancelled",
                            ",\"CancellationReasons\":["
                                + reasons.substring(0, reasons.length() - 1)
                                + "]",
                            "")));
        DynamoClient client = server.clients().build()) {
      assertThat(
              catchThrowableOfType(
                  TransactionCanceledException.class,
                  () -> client.blocking().transactWriteItems(TRANSACTION)))
          .hasMessageContaining(
              "action 2, Delete of table \"t\", key {\"id\": \"b\"}: ValidationError")
          .hasMessageContaining("action 5: ValidationError; and 2 more (HTTP 400");
    }
  }
}

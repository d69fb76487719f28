package dev.stator.client;

import static dev.stator.client.FakeDynamo.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.View.Operations;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;

/** Answers that are none are the same error, be they decoded or handed out as bytes. */
@NullUnmarked // What an answer lacks fails the test by itself.
class RawAnswersTest {
  private static final ScanRequest SCAN = ScanRequest.builder("orders").build();
  private static final QueryRequest QUERY =
      QueryRequest.builder("orders").indexName("by-date").build();

  @ParameterizedTest
  @EachView
  void anAnswerThatIsNoJsonIsTheSameErrorRawAsDecoded(View view) throws Exception {
    try (FakeDynamo server =
            new FakeDynamo((peer, asked) -> peer.write(ok(" <html>Sign in</html>")));
        DynamoClient client = server.clients().build()) {
      Operations calls = view.of(client);
      NoAnswerException raw =
          catchThrowableOfType(NoAnswerException.class, () -> calls.scanRaw(SCAN));
      NoAnswerException decoded =
          catchThrowableOfType(NoAnswerException.class, () -> calls.scan(SCAN));

      assertThat(raw.reason()).isEqualTo(Reason.CORRUPT);
      assertThat(raw.problem())
          .isEqualTo(decoded.problem())
          .startsWith("Scan of table \"orders\": the answer is malformed: ");
      assertThat(catchThrowableOfType(NoAnswerException.class, () -> calls.queryRaw(QUERY)))
          .hasMessageStartingWith("Query of index \"by-date\" of table \"orders\": the answer is");
      assertThat(
              catchThrowableOfType(
                  NoAnswerException.class, () -> calls.execute("ListTables", "{}")))
          .hasMessageStartingWith("ListTables: the answer is malformed: ");
    }
  }

  @ParameterizedTest
  @EachView
  void anEmptyAnswerIsHandedOut(View view) throws Exception {
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(ok("")));
        DynamoClient client = server.clients().build()) {
      assertThat(view.of(client).execute("UntagResource", "{}")).isEmpty();
    }
  }
}

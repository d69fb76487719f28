package dev.stator.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with one request, or a delay. Immutable; one fault may serve many
 * rules.
 *
 * <p>There are four kinds, by where in a request's life they strike:
 *
 * <table>
 * <caption>Kinds of faults</caption>
 * <tr><th>kind</th><th>faults</th><th>is the operation carried out?</th></tr>
 * <tr><td>delays: the request goes on afterwards</td><td>{@link #latency}, {@link #waitFor}</td>
 *     <td>yes</td></tr>
 * <tr><td>refusals: an error instead of the operation</td><td>{@link #throttled}, {@link
 *     #throttlingException}, {@link #requestLimitExceeded}, {@link #slowDown}, {@link
 *     #serverError}, {@link #error}, {@link #rawResponse}, {@link #clockSkew}, {@link
 *     #expiredCredentials}, {@link #unknownCredentials}, {@link #accessDenied}</td><td>no</td></tr>
 * <tr><td>broken connections</td><td>{@link #reset}, {@link #hangUp}, {@link #neverAnswer}, {@link
 *     #neverRead}</td><td>no, unless {@link BrokenConnection#afterTheOperation}</td></tr>
 * <tr><td>spoilt answers</td><td>{@link #truncated}, {@link #resetAfter}, {@link #wrongCrc}, {@link
 *     #corrupted}, {@link #garbage}, {@link #rewritten}, {@link #drip}, {@link #unprocessed}, {@link
 *     #emptyPage}</td><td>yes</td></tr>
 * </table>
 *
 * <p>Which faults a service can have is checked when a rule is given one: {@link
 * IllegalArgumentException} otherwise.
 */
public abstract sealed class Fault
    permits NoFault, Delay, Refusal, BrokenConnection, SpoiltAnswer, PartialAnswer {
  Fault() {}

  // ---- delays

  /** The request waits before it is carried out. */
  public static Fault latency(Duration delay) {
    return new Delay(() -> Thread.sleep(delay.toMillis(), delay.toNanosPart() % 1_000_000));
  }

  /**
   * The request waits, before it is carried out, until the test counts the latch down: for tests
   * that need a request to be under way without knowing how long.
   */
  public static Fault waitFor(CountDownLatch latch) {
    return new Delay(latch::await);
  }

  // ---- refusals

  /**
   * The service's usual "too much": DynamoDB's {@code ProvisionedThroughputExceededException}
   * (400), S3's {@code SlowDown} (503).
   */
  public static Fault throttled() {
    return new Refusal(Dialect::throttled);
  }

  /**
   * DynamoDB's {@code ThrottlingException} with its reasons.
   *
   * @param reasons as the service names them, such as {@code
   *     TableReadProvisionedThroughputExceeded}
   */
  public static Fault throttlingException(String... reasons) {
    Response answer = DynamoDbJson.throttlingException(List.of(reasons));
    return new Refusal(FakeDynamoDb.SERVICE, dialect -> answer);
  }

  /** DynamoDB's {@code RequestLimitExceeded}: the account's quota, not the table's. */
  public static Fault requestLimitExceeded() {
    return new Refusal(
        FakeDynamoDb.SERVICE,
        dialect ->
            dialect.error(
                400,
                "RequestLimitExceeded",
                "Throughput exceeds the current throughput limit for your account."));
  }

  /** S3's {@code SlowDown}, 503. */
  public static Fault slowDown() {
    return new Refusal(FakeS3.SERVICE, Dialect::throttled);
  }

  /** S3's {@code PreconditionFailed}, 412: as if another writer had been first. */
  public static Fault preconditionFailed() {
    Response answer = S3Xml.DIALECT.error(S3Error.preconditionFailed());
    return new Refusal(FakeS3.SERVICE, dialect -> answer);
  }

  /** The service's own error for the status. */
  public static Fault serverError(int status) {
    return new Refusal(dialect -> dialect.serverError(status));
  }

  /**
   * Any error in the service's format.
   *
   * @param type DynamoDB's exception name, put after {@code com.amazonaws.dynamodb.v20120810#} if
   *     it has no {@code #} of its own; S3's error code
   */
  public static Fault error(int status, String type, String message) {
    return new Refusal(dialect -> dialect.error(status, type, message));
  }

  /** An answer that the service itself would not give, such as a load balancer's HTML. */
  public static Fault rawResponse(int status, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Refusal(
        dialect -> Response.of(status, "Content-Type: " + contentType + "\r\n", bytes));
  }

  /**
   * The request's time is too far from the server's: the service's error, with a Date header that
   * is {@code serverAhead} ahead of this machine's clock (or behind, if negative).
   */
  public static Fault clockSkew(Duration serverAhead) {
    return new Refusal(dialect -> dialect.clockSkew(serverAhead));
  }

  /** The session token has expired. */
  public static Fault expiredCredentials() {
    return new Refusal(Dialect::expiredCredentials);
  }

  /** DynamoDB's {@code UnrecognizedClientException}, S3's {@code InvalidAccessKeyId}. */
  public static Fault unknownCredentials() {
    return new Refusal(Dialect::unknownCredentials);
  }

  /** The credentials are good and do not permit this. */
  public static Fault accessDenied() {
    return new Refusal(Dialect::accessDenied);
  }

  // ---- broken connections

  /** The connection is reset (RST) without an answer. */
  public static BrokenConnection reset() {
    return new BrokenConnection(Connection::reset, false, false);
  }

  /** The connection is closed in good order, without an answer. */
  public static BrokenConnection hangUp() {
    return new BrokenConnection(Connection::hangUp, false, false);
  }

  /** A half-open connection: the request is read and nothing ever comes back. */
  public static BrokenConnection neverAnswer() {
    return new BrokenConnection(Connection::neverAnswer, false, false);
  }

  /**
   * The request's body is not read, so that a client with a large one blocks in its write. A
   * DynamoDB rule with this fault cannot ask for a table or a segment: they are in the body.
   */
  public static Fault neverRead() {
    return new BrokenConnection(Connection::neverRead, false, true);
  }

  // ---- spoilt answers

  /** The head is whole, and the connection ends in good order after {@code bytes} of the body. */
  public static Fault truncated(int bytes) {
    return new SpoiltAnswer(
        (connection, response) -> {
          connection.sendPart(response, bytes);
          connection.hangUp();
        });
  }

  /** The head is whole, and the connection is reset after {@code bytes} of the body. */
  public static Fault resetAfter(int bytes) {
    return new SpoiltAnswer(
        (connection, response) -> {
          connection.sendPart(response, bytes);
          connection.reset();
        });
  }

  /** DynamoDB only: the {@code x-amz-crc32} header does not fit the body. */
  public static Fault wrongCrc() {
    return new SpoiltAnswer(
        FakeDynamoDb.SERVICE,
        (connection, response) -> connection.send(response.crc32(response.crc32() ^ 1)));
  }

  /** One bit in the middle of the body is flipped; the head, checksums included, is as it was. */
  public static Fault corrupted() {
    return new SpoiltAnswer(
        (connection, response) -> {
          byte[] body = response.bodyBytes();
          if (body.length > 0) {
            body[body.length / 2] ^= 1;
          }
          connection.send(response.corruptedTo(body));
        });
  }

  /** A body that is neither JSON nor XML, under a good checksum. */
  public static Fault garbage() {
    return rewritten(
        body -> "\u0000\u0001 this is no document <{[".getBytes(StandardCharsets.UTF_8));
  }

  /** Any other body, with the length and checksum that belong to it. */
  public static Fault rewritten(UnaryOperator<byte[]> rewrite) {
    return new SpoiltAnswer(
        (connection, response) ->
            connection.send(response.body(rewrite.apply(response.bodyBytes()))));
  }

  /** The body comes {@code bytes} at a time with a pause before each. */
  public static Fault drip(int bytes, Duration pause) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a drip has at least 1 byte, not " + bytes);
    }
    return new SpoiltAnswer((connection, response) -> connection.drip(response, bytes, pause));
  }

  /**
   * DynamoDB batches only: the last {@code count} puts, deletes or keys of the batch (or all, if
   * there are fewer) are not carried out and come back as unprocessed.
   */
  public static Fault unprocessed(int count) {
    return new PartialAnswer(count, false);
  }

  /**
   * DynamoDB Scan and Query of item tables only: the page is read and, as if a filter had dropped
   * all of it, comes back without items but with its LastEvaluatedKey.
   */
  public static Fault emptyPage() {
    return new PartialAnswer(0, true);
  }

  // ---- what a fake does with a fault

  /** Waits, if this is a delay. */
  void hold() throws InterruptedException {}

  boolean isDelay() {
    return false;
  }

  /** The answer that takes the operation's place; null if the operation is to be carried out. */
  @Nullable Response instead(Dialect dialect) {
    return null;
  }

  /** Sends the operation's answer, or not. */
  void send(Connection connection, Response response) throws IOException, InterruptedException {
    connection.send(response);
  }

  /** Whether the fault must strike before the body is read. */
  boolean beforeBody() {
    return false;
  }

  /** How many of a batch are not processed. */
  int unprocessedCount() {
    return 0;
  }

  boolean dropsItems() {
    return false;
  }

  /** An answer made ready by the fake itself. */
  static Fault prepared(Response response) {
    return new Refusal(dialect -> response);
  }

  /** Whether a service of this name can have the fault. */
  boolean fits(String service) {
    return true;
  }

  /** Whether the fault can strike a connection that has not brought a request yet. */
  boolean fitsConnect() {
    return isDelay();
  }
}

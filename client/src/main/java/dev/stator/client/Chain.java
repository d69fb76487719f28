package dev.stator.client;

import dev.stator.client.ConfigurationException.Kind;
import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.http.HttpRequest;
import dev.stator.client.internal.http.HttpResponse;
import dev.stator.client.internal.http.Route;
import dev.stator.client.internal.http.Transport;
import dev.stator.client.internal.sigv4.SignedHead;
import dev.stator.item.AttributeValue;
import dev.stator.records.RecordMappingException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The way of every call, from value to value. Safe for use by many threads; never blocks them. */
final class Chain implements AutoCloseable {
  /** What the names of DynamoDB's own operations begin with. */
  static final String DYNAMODB = "DynamoDB_20120810.";

  private static final String AGENT = "stator/" + version();

  private final Transport transport;
  private final CredentialsCache credentials;
  private final Governor governor;
  private final @Nullable Hedge hedge;
  private final Retries retries;
  private final ServiceClock clock;
  private final Pool<Encoder> encoders;
  private final Pool<ReplyReader> readers = new Pool<>(ReplyReader::new);
  private final Target target;
  private final Duration attemptTimeout;
  private final Duration callTimeout;
  private final Function<AttributeValue, String> shownValues;

  /** Where requests go: the way there, the path in the request line, what operations begin with. */
  record Target(String region, Route route, String path, String prefix) {}

  Chain(
      Transport transport,
      CredentialsCache credentials,
      Governor governor,
      @Nullable Hedge hedge,
      Retries retries,
      ServiceClock clock,
      Target target,
      Duration attemptTimeout,
      Duration callTimeout,
      Function<AttributeValue, String> shownValues) {
    this.transport = transport;
    this.credentials = credentials;
    this.governor = governor;
    this.hedge = hedge;
    this.retries = retries;
    this.clock = clock;
    this.encoders = new Pool<>(() -> new Encoder(target.region()));
    this.target = target;
    this.attemptTimeout = attemptTimeout;
    this.callTimeout = callTimeout;
    this.shownValues = shownValues;
  }

  /**
   * One call's whole life. Up to the reply it is on the caller's thread or an event loop, where
   * nothing takes long; {@code decode}, which may, runs where {@code executor} says.
   *
   * <p>Cancelling what is returned ends the retries. An attempt that is under way then is not torn
   * out of its connection: its answer is read and told of, since it costs what it costs, and goes
   * nowhere.
   *
   * @param listening is told, from the beginning to the end
   */
  <R> CompletableFuture<R> call(
      DynamoRequest request, Function<Reply, R> decode, Executor executor, Events listening) {
    CallEvents events = listening.started(request);
    CompletableFuture<R> answer = call(request, decode, executor, events);
    return events.heard() ? tellingOfItsEnd(answer, events) : answer;
  }

  /** The same for a call whose beginning was told already, and whose end the caller tells. */
  <R> CompletableFuture<R> call(
      DynamoRequest request, Function<Reply, R> decode, Executor executor, CallEvents events) {
    return hedge != null && Hedge.isFor(request)
        ? hedge.call(request, second -> call(request, decode, executor, events, second))
        : call(request, decode, executor, events, false);
  }

  private <R> CompletableFuture<R> call(
      DynamoRequest request,
      Function<Reply, R> decode,
      Executor executor,
      CallEvents events,
      boolean second) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    Call call;
    try {
      call = encode(request, answer, events);
    } catch (InvalidRequestException | InvalidItemException | RecordMappingException invalid) {
      return CompletableFuture.failedFuture(invalid);
    }
    call.hedge = second;
    var unused =
        retries
            .attempt(
                call,
                () ->
                    governor
                        .admit(request)
                        .thenCompose(permit -> admitted(call, permit))
                        .thenCompose(identity -> transport.send(sign(call, identity)))
                        .thenApply(response -> check(call, response)))
            .whenComplete(
                (reply, failure) -> {
                  end(call);
                  complete(answer, reply, failure, decode, executor);
                });
    return answer;
  }

  private static <R> void complete(
      CompletableFuture<R> answer,
      @Nullable Reply reply,
      @Nullable Throwable failure,
      Function<Reply, R> decode,
      Executor executor) {
    try {
      executor.execute(
          () -> {
            try {
              if (reply == null) {
                answer.completeExceptionally(failure);
              } else {
                R value = decode.apply(reply);
                if (!answer.complete(value)) {
                  drop(value);
                }
              }
            } catch (RuntimeException | Error e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
  }

  /** The same answer, whose end is told before the caller has it. */
  private static <R> CompletableFuture<R> tellingOfItsEnd(
      CompletableFuture<R> answer, CallEvents events) {
    CompletableFuture<R> told = new CompletableFuture<>();
    var unused =
        answer.whenComplete(
            (value, failure) -> {
              events.ended(failure);
              if (failure != null) {
                told.completeExceptionally(failure);
              } else if (!told.complete(value)) {
                drop(value);
              }
            });
    return Stages.cancelling(told, answer);
  }

  /** Gives back what nobody waits for any more, where there is something to give back. */
  private static void drop(Object value) {
    if (value instanceof ResponseBody body) {
      body.close();
    } else if (value instanceof Reply unread) {
      unread.drop();
    }
  }

  private Call encode(DynamoRequest request, CompletableFuture<?> answer, CallEvents events) {
    Encoder encoder = encoders.acquire();
    try {
      request.writeMembers(encoder.json.reset().beginObject());
      PutSizes.check(request, encoder.body.length(), shownValues);
    } catch (InvalidItemException e) {
      encoders.release(encoder);
      throw e;
    } catch (RecordMappingException e) {
      encoders.release(encoder);
      throw e.during(request.operation());
    } catch (IllegalArgumentException e) {
      InvalidRequestException invalid =
          new InvalidRequestException(request, encoder.json.path(), shownValues, e);
      encoders.release(encoder);
      throw invalid;
    }
    if (governor.wantsCapacity(request) || events.wantsCapacity(request)) {
      Members.word(encoder.json, Names.RETURN_CONSUMED_CAPACITY, ReturnConsumedCapacity.INDEXES);
    }
    encoder.json.endObject();
    byte[] hash = encoder.head.payloadHash(encoder.body.array(), 0, encoder.body.length());
    long deadline = System.nanoTime() + callTimeout.toNanos();
    return new Call(request, encoder, hash, events, answer, deadline);
  }

  private void end(Call call) {
    if (call.encoder.worthKeeping()) {
      encoders.release(call.encoder);
    }
  }

  private CompletableFuture<AwsCredentialsIdentity> admitted(Call call, Governor.Permit permit) {
    if (call.abandoned()) {
      permit.unused();
      throw new CancellationException("Nobody waits for the call any more");
    }
    call.admitted(permit);
    return credentials(call);
  }

  private CompletableFuture<AwsCredentialsIdentity> credentials(Call call) {
    CompletableFuture<AwsCredentialsIdentity> current = credentials.current();
    return current.isDone()
        ? current
        : current.copy().orTimeout(call.deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private HttpRequest sign(Call call, AwsCredentialsIdentity identity) {
    Instant now = clock.instant();
    call.identity = identity;
    call.signedAt = now;
    Encoder encoder = call.encoder;
    SignedHead head = encoder.head;
    head.begin("POST", target.route().requestTarget(target.path()), target.path(), "")
        .unsigned("accept-encoding", "identity")
        .unsigned("user-agent", AGENT)
        .unsigned("content-length", Integer.toString(encoder.body.length()))
        .header("host", target.route().origin().authority())
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amz-target", target.prefix() + call.request.operation());
    String proxy = target.route().proxyAuthorization();
    if (proxy != null) {
      head.unsigned("proxy-authorization", proxy);
    }
    try {
      head.sign(identity, now, call.payloadHash);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          Kind.MALFORMED, "The credentials cannot be sent: " + e.getMessage(), "", e);
    }
    long left = Math.max(call.deadline - System.nanoTime(), 0);
    HttpRequest request =
        HttpRequest.of(
            head.array(),
            head.length(),
            encoder.body.array(),
            0,
            encoder.body.length(),
            Duration.ofNanos(Math.min(left, attemptTimeout.toNanos())));
    call.bytesOut = request.length();
    return call.request.repeatable() ? request.replayable() : request;
  }

  /** Lets only a response through that is what the service sent, and no error. */
  private Reply check(Call call, HttpResponse response) {
    call.answered(response);
    String expected = response.header("x-amz-crc32");
    if (expected != null && !expected.equals(Integer.toUnsignedString(response.crc32()))) {
      response.close();
      throw new NoAnswerException(
          Reason.CORRUPT,
          true,
          call.facts(),
          "the answer's CRC32 is not the one that the service sent with it",
          null);
    }
    if (response.status() != 200) {
      try (response) {
        throw ErrorReply.read(
            response,
            call.facts(),
            call.unanswered,
            TransactionActions.of(call.request),
            call.excerpt(shownValues));
      }
    }
    return new Reply(call, response, readers);
  }

  /** Completes on an event loop after a time, or fails when this is closed. */
  CompletableFuture<Void> delay(Duration delay) {
    return transport.delay(delay);
  }

  /** Closes the transport, which fails what is under way. */
  @Override
  public void close() {
    transport.close();
  }

  private static String version() {
    String version = Chain.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}

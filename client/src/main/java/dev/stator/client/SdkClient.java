package dev.stator.client;

import dev.stator.client.ConfigurationException.Kind;
import dev.stator.client.DynamoClient.Endpoint;
import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.http.UrlConnections;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The SDK's generated client under a {@link DynamoClient}'s configuration, made when it is first
 * used, and its failures as this project's own.
 */
final class SdkClient {
  private static final String CLOSED = "the client was closed";

  private final Endpoint endpoint;
  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  private final @Nullable Path caBundle;
  private final DynamoClientBuilder settings;

  /** Not a monitor: making the client reads files, and must not hold a virtual thread's carrier. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable DynamoDbClient client;
  private boolean closed;

  SdkClient(
      Endpoint endpoint,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      @Nullable Path caBundle,
      DynamoClientBuilder settings) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.caBundle = caBundle;
    this.settings = settings;
  }

  DynamoDbClient get() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(CLOSED);
      }
      if (client == null) {
        client = make();
      }
      return client;
    } finally {
      lock.unlock();
    }
  }

  private DynamoDbClient open(String operation, @Nullable String tableName) {
    lock.lock();
    try {
      if (closed) {
        throw closed(operation, tableName);
      }
      return get();
    } finally {
      lock.unlock();
    }
  }

  /** What a call of a closed client ends with. */
  static NoAnswerException closed(String operation, @Nullable String tableName) {
    CallFacts call = new CallFacts(operation, tableName, null, 1);
    return new NoAnswerException(Reason.CLOSED, false, call, CLOSED, null);
  }

  private DynamoDbClient make() {
    return DynamoDbClient.builder()
        .region(Region.of(endpoint.region()))
        .endpointOverride(endpoint.uri())
        .credentialsProvider(credentials)
        .httpClient(http())
        .overrideConfiguration(
            o ->
                o.apiCallTimeout(settings.callTimeout)
                    .retryStrategy(
                        AwsRetryStrategy.configure(Retries.strategy(settings.maxAttempts)).build()))
        .build();
  }

  private SdkHttpClient http() {
    try {
      return UrlConnections.client(
          settings.environment, caBundle, settings.connectTimeout, settings.attemptTimeout);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(Kind.MALFORMED, String.valueOf(e.getMessage()), "", e);
    }
  }

  <R> R call(
      String operation, @Nullable String tableName, Function<DynamoDbClient, R> operationOn) {
    try {
      return operationOn.apply(open(operation, tableName));
    } catch (DynamoDbException e) {
      String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
      String message = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorMessage();
      ServiceException failure =
          ErrorReply.of(
              facts(operation, tableName, e), e.statusCode(), e.requestId(), code, message);
      failure.addSuppressed(e);
      throw failure;
    } catch (SdkClientException e) {
      if (isClosed()) {
        throw closed(operation, tableName);
      }
      String text = text(e);
      if (text.contains("credentials")) {
        throw AwsSettings.noCredentials(text, e);
      }
      Reason reason = reason(e);
      boolean maybeSent = reason != Reason.UNKNOWN_HOST && !isCaused(e, ConnectException.class);
      throw new NoAnswerException(reason, maybeSent, facts(operation, tableName, e), text, e);
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private static Reason reason(SdkClientException e) {
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return Reason.TIMEOUT;
    } else if (e instanceof AbortedException) {
      return Reason.INTERRUPTED;
    } else if (isCaused(e, UnknownHostException.class)) {
      return Reason.UNKNOWN_HOST;
    } else if (isCaused(e, SSLException.class)) {
      return Reason.UNTRUSTED;
    }
    return Reason.UNREACHABLE;
  }

  /** Without the attempts, which the facts tell, and with the host's name, which the SDK omits. */
  private static String text(SdkClientException e) {
    UnknownHostException unknown = cause(e, UnknownHostException.class);
    return unknown == null
        ? String.valueOf(e.rawMessage())
        : "there is no host " + unknown.getMessage();
  }

  private static boolean isCaused(Throwable failure, Class<? extends Throwable> type) {
    return cause(failure, type) != null;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    Throwable cause = failure;
    while (cause != null && !type.isInstance(cause)) {
      cause = cause.getCause();
    }
    return cause == null ? null : type.cast(cause);
  }

  private static CallFacts facts(String operation, @Nullable String tableName, SdkException e) {
    return new CallFacts(operation, tableName, null, e.numAttempts() == null ? 1 : e.numAttempts());
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      if (client != null) {
        client.close();
        client = null;
      }
    } finally {
      lock.unlock();
    }
  }
}

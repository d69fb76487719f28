package dev.stator.replicate;

import dev.stator.client.internal.http.HttpRequest;
import dev.stator.client.internal.http.HttpResponse;
import dev.stator.client.internal.http.NettyTransport;
import dev.stator.client.internal.http.Origin;
import dev.stator.client.internal.http.Route;
import dev.stator.client.internal.http.Transport;
import dev.stator.client.internal.http.TransportException;
import dev.stator.client.internal.http.TransportSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends the bytes of parts and of small objects: all that an export does with S3 in bulk.
 *
 * <p>The AWS SDK decides where a part goes and signs it, as a presigned request: its endpoint
 * rules, path styles and credentials hold. The bytes then go over our own transport straight from
 * the part's memory in large writes, with their CRC32 in a header. What fails for a moment is tried
 * again, as the SDK's retry strategy says.
 *
 * <p>Safe for several threads, each blocked by its own upload. To be closed.
 */
final class PartUploads implements AutoCloseable {

  /** Refusals of a part that came too slowly, not whole, or not as its CRC32 says. */
  private static final Set<String> PASSING =
      Set.of("RequestTimeout", "IncompleteBody", "BadDigest");

  private static final int MAX_RESPONSE = 1 << 20;
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

  private final S3Access access;
  private final int connections;
  private final RetryStrategy retries =
      DefaultRetryStrategy.standardStrategyBuilder()
          .maxAttempts(5)
          .retryOnException(PartUploads::mayPass)
          .treatAsThrottling(
              failure -> failure instanceof S3Exception s3 && s3.isThrottlingException())
          .build();
  private @Nullable Transport transport;
  private @Nullable Route route;

  /**
   * @param connections how many threads upload at a time
   */
  PartUploads(S3Access access, int connections) {
    this.access = access;
    this.connections = connections;
  }

  /**
   * Sends content to where {@code presign} says, which is asked anew for each attempt.
   *
   * @return the entity tag that S3 answers
   * @throws S3Exception if S3 refuses
   * @throws IOException if it cannot be reached, or answers no HTTP
   */
  String send(Supplier<SdkHttpRequest> presign, ByteBuffer content)
      throws IOException, InterruptedException {
    RetryToken token = retries.acquireInitialToken(AcquireInitialTokenRequest.create("s3")).token();
    while (true) {
      try {
        String etag = attempt(presign.get(), content);
        retries.recordSuccess(RecordSuccessRequest.create(token));
        return etag;
      } catch (S3Exception | IOException failure) {
        RefreshRetryTokenResponse again = again(token, failure);
        if (again == null) {
          throw failure;
        }
        token = again.token();
        Thread.sleep(again.delay().toMillis());
      }
    }
  }

  /** Closes the connections. */
  @Override
  public synchronized void close() {
    if (transport != null) {
      transport.close();
    }
  }

  private @Nullable RefreshRetryTokenResponse again(RetryToken token, Exception failure) {
    try {
      return retries.refreshRetryToken(
          RefreshRetryTokenRequest.builder()
              .token(token)
              .failure(failure)
              .suggestedDelay(Duration.ZERO)
              .build());
    } catch (TokenAcquisitionFailedException spent) {
      return null; // Not to be tried again, too often tried, or too much fails: the caller throws.
    }
  }

  private String attempt(SdkHttpRequest presigned, ByteBuffer content)
      throws IOException, InterruptedException {
    Route way = open(presigned);
    byte[] head = head(presigned, way, content.remaining());
    HttpRequest request =
        HttpRequest.ofMemory(head, head.length, content, access.attemptTimeout()).replayable();
    try (HttpResponse response = transport().send(request).get()) {
      if (response.status() != 200) {
        throw refused(response);
      }
      return String.valueOf(response.header("etag"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransportException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
      throw new IOException("the upload failed", e.getCause());
    }
  }

  private static byte[] head(SdkHttpRequest presigned, Route route, int length) {
    String path = presigned.encodedPath();
    String query = presigned.encodedQueryParameters().map(q -> "?" + q).orElse("");
    StringBuilder head = new StringBuilder(2048);
    head.append("PUT ").append(route.requestTarget(path + query)).append(" HTTP/1.1\r\n");
    presigned.forEachHeader((name, values) -> header(head, name, values));
    if (presigned.firstMatchingHeader("Host").isEmpty()) {
      header(head, "host", List.of(route.origin().authority()));
    }
    header(head, "content-length", List.of(Integer.toString(length)));
    String proxy = route.proxyAuthorization();
    if (proxy != null) {
      header(head, "proxy-authorization", List.of(proxy));
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void header(StringBuilder head, String name, List<String> values) {
    head.append(name).append(": ").append(String.join(",", values)).append("\r\n");
  }

  /** All parts of one bucket go to one host, which only the presigned request knows. */
  private synchronized Route open(SdkHttpRequest presigned) {
    if (route == null || transport == null) {
      route = Route.to(Origin.of(presigned.getUri()), access.environment());
      TransportSettings usual = TransportSettings.to(route);
      transport =
          NettyTransport.open(
              new TransportSettings(
                  route,
                  connections,
                  usual.maxWaiting(),
                  usual.waitTimeout(),
                  usual.connectTimeout(),
                  usual.readTimeout(),
                  usual.idleTimeout(),
                  MAX_RESPONSE,
                  access.caBundle(),
                  usual.eventLoops(),
                  usual.ioUring()),
              Runnable::run); // Looking up the host: the thread that uploads waits anyway.
    }
    return route;
  }

  private synchronized Transport transport() {
    if (transport == null) {
      throw new IllegalStateException("nothing was opened");
    }
    return transport;
  }

  private static S3Exception refused(HttpResponse response) {
    String body = new String(response.array(), 0, response.length(), StandardCharsets.UTF_8);
    return (S3Exception)
        S3Exception.builder()
            .statusCode(response.status())
            .requestId(response.header("x-amz-request-id"))
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(first(CODE, body))
                    .errorMessage(first(MESSAGE, body))
                    .build())
            .build();
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? unescaped(found.group(1)) : "";
  }

  private static String unescaped(String xml) {
    return xml.replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private static boolean mayPass(Throwable failure) {
    if (failure instanceof S3Exception s3) {
      return s3.statusCode() >= 500
          || s3.statusCode() == 429
          || s3.statusCode() == 408
          || PASSING.contains(s3.awsErrorDetails().errorCode());
    }
    return failure.getCause() instanceof TransportException broken
        && broken.kind() != TransportException.Kind.TLS
        && broken.kind() != TransportException.Kind.NOT_TLS
        && broken.kind() != TransportException.Kind.CLOSED;
  }
}

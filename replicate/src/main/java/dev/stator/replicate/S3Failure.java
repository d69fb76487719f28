package dev.stator.replicate;

import dev.stator.client.internal.http.TransportException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A failure of S3 in words: what was to be done, where, why it was not, and what may help. */
final class S3Failure {
  private S3Failure() {}

  /**
   * Puts a failure into words.
   *
   * @param action what was to be done, as in {@code "write"}
   * @param error what S3 answered, or why there was no answer
   */
  static ReplicationException of(String action, String bucket, String key, Exception error) {
    String what = "cannot " + action + " s3://" + bucket + "/" + key + ": ";
    return error instanceof AwsServiceException service
        ? refused(what, bucket, service)
        : unanswered(what, error);
  }

  private static ReplicationException refused(
      String what, String bucket, AwsServiceException service) {
    AwsErrorDetails details = service.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    String message =
        details == null || details.errorMessage() == null ? "" : details.errorMessage().strip();
    if (code.equals("NoSuchBucket")) {
      return new ReplicationException(
          "bucket \"" + bucket + "\" does not exist",
          "create it first, or check its name, region and endpoint",
          service);
    }
    return new ReplicationException(
        what
            + (code.isEmpty() ? "HTTP " + service.statusCode() : code)
            + (message.isEmpty() ? "" : " (" + message + ")"),
        hint(service, code, message.toLowerCase(Locale.ROOT)),
        service);
  }

  private static @Nullable String hint(AwsServiceException service, String code, String message) {
    return switch (code) {
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "TokenRefreshRequired" ->
          "check the credentials";
      case "RequestTimeTooSkewed" -> "check this machine's clock";
      case "AuthorizationHeaderMalformed",
          "PermanentRedirect",
          "IllegalLocationConstraintException" ->
          region(service);
      case "SlowDown" -> "S3 has had enough requests for now: try fewer workers, or later";
      case "BadDigest", "IncompleteBody" ->
          "bytes were lost or changed on their way: check the network, the proxy, this machine";
      case "NoSuchUpload" ->
          "something else ended the upload: another run of this replication, or a rule of the"
              + " bucket?";
      default -> hint(service, message);
    };
  }

  private static @Nullable String hint(AwsServiceException service, String message) {
    return switch (service.statusCode()) {
      case 301, 307 -> region(service);
      // A presigned request is refused like this when its time is not S3's.
      case 403 ->
          message.contains("has expired") || message.contains("not valid yet")
              ? "check this machine's clock"
              : "the credentials need s3:PutObject, s3:GetObject, s3:DeleteObject, s3:ListBucket"
                  + ", s3:ListBucketMultipartUploads and s3:AbortMultipartUpload here";
      case 500, 502, 503, 504 -> "it was tried several times: S3 is in trouble, try later";
      default -> null;
    };
  }

  private static String region(AwsServiceException service) {
    AwsErrorDetails details = service.awsErrorDetails();
    if (details != null && details.sdkHttpResponse() != null) {
      var region = details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
      if (region.isPresent()) {
        return "the bucket is in " + region.get() + ": give that region (--bucket-region)";
      }
    }
    return "the bucket is in another region: give its region (--bucket-region)";
  }

  private static ReplicationException unanswered(String what, Exception error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String hint = null;
      String why = String.valueOf(error.getMessage());
      if (cause instanceof TransportException transport) {
        hint = hint(transport.kind());
      } else if (cause instanceof UnknownHostException) {
        why = "there is no host " + cause.getMessage();
        hint = hint(TransportException.Kind.UNKNOWN_HOST);
      } else if (cause instanceof ConnectException) {
        hint = hint(TransportException.Kind.CONNECT);
      } else if (cause instanceof SSLException) {
        hint = hint(TransportException.Kind.TLS);
      } else if (cause instanceof SocketTimeoutException) {
        hint = hint(TransportException.Kind.TIMEOUT);
      }
      if (hint != null) {
        return new ReplicationException(what + why, hint, error);
      }
    }
    String why = String.valueOf(error.getMessage());
    return new ReplicationException(
        what + why,
        why.contains("redentials")
            ? "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile"
            : null,
        error);
  }

  private static String hint(TransportException.Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST, CONNECT ->
          "check the region, the endpoint, AWS_ENDPOINT_URL_S3, the proxy and the network";
      case TLS -> "check the endpoint, and which certificates AWS_CA_BUNDLE trusts";
      case NOT_TLS -> "is the endpoint http://, and not https://?";
      case TIMEOUT, BUSY ->
          "it was tried several times: check the network; fewer workers leave each more of it";
      case DISCONNECTED, MALFORMED, CLOSED ->
          "it was tried several times: check the endpoint, the proxy and the network";
    };
  }
}

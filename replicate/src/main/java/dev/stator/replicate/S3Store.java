package dev.stator.replicate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The few things that an export does with S3, each waited for, each failure put into words. Every
 * byte sent carries its CRC32 in a header: the part is in memory, so nothing is hashed twice and
 * nothing is sent in chunks. Safe for several threads.
 */
final class S3Store {
  private final S3AsyncClient s3;
  private final String bucket;

  S3Store(S3AsyncClient s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  String bucket() {
    return bucket;
  }

  boolean exists(String key) {
    try {
      call("look for", key, () -> s3.headObject(r -> r.bucket(bucket).key(key)));
      return true;
    } catch (ReplicationException e) {
      // A HEAD has no body to tell a missing bucket from a missing key: the next write will.
      if (e.getCause() instanceof AwsServiceException service && service.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  /** Writes a small object whole and gives back its entity tag. */
  String put(String key, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    String checksum =
        Base64.getEncoder()
            .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return put(key, ByteBuffer.wrap(content), checksum);
  }

  String put(String key, ByteBuffer content, String crc32) {
    return call(
            "write",
            key,
            () ->
                s3.putObject(
                    r ->
                        r.bucket(bucket)
                            .key(key)
                            .contentLength((long) content.remaining())
                            .checksumCRC32(crc32),
                    AsyncRequestBody.fromByteBufferUnsafe(content)))
        .eTag();
  }

  String beginUpload(String key) {
    return call(
            "write",
            key,
            () ->
                s3.createMultipartUpload(
                    r -> r.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32)))
        .uploadId();
  }

  CompletedPart uploadPart(
      String key, String uploadId, int number, ByteBuffer content, String crc32) {
    String etag =
        call(
                "write part " + number + " of",
                key,
                () ->
                    s3.uploadPart(
                        r ->
                            r.bucket(bucket)
                                .key(key)
                                .uploadId(uploadId)
                                .partNumber(number)
                                .contentLength((long) content.remaining())
                                .checksumCRC32(crc32),
                        AsyncRequestBody.fromByteBufferUnsafe(content)))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).checksumCRC32(crc32).build();
  }

  String completeUpload(String key, String uploadId, List<CompletedPart> parts) {
    return call(
            "finish",
            key,
            () ->
                s3.completeMultipartUpload(
                    r ->
                        r.bucket(bucket)
                            .key(key)
                            .uploadId(uploadId)
                            .multipartUpload(u -> u.parts(parts))))
        .eTag();
  }

  void abortUpload(String key, String uploadId) {
    call(
        "abort the upload of",
        key,
        () -> s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId)));
  }

  /** Reads a small object whole. */
  byte[] get(String key) {
    return call(
            "read",
            key,
            () -> s3.getObject(r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()))
        .asByteArrayUnsafe();
  }

  /** Opens an object as a stream; the caller closes it. */
  InputStream open(String key) {
    return call(
        "read",
        key,
        () ->
            s3.getObject(
                r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBlockingInputStream()));
  }

  List<String> list(String prefix) {
    List<String> keys = new ArrayList<>();
    String[] token = new String[1];
    do {
      ListObjectsV2Response page =
          call(
              "list",
              prefix,
              () ->
                  s3.listObjectsV2(
                      r -> r.bucket(bucket).prefix(prefix).continuationToken(token[0])));
      page.contents().stream().map(S3Object::key).forEach(keys::add);
      token[0] = page.nextContinuationToken();
    } while (token[0] != null);
    return keys;
  }

  void delete(List<String> keys) {
    for (int from = 0; from < keys.size(); from += 1000) {
      List<ObjectIdentifier> some =
          keys.subList(from, Math.min(keys.size(), from + 1000)).stream()
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      var outcome =
          call(
              "delete " + some.size() + " objects, the first",
              some.get(0).key(),
              () ->
                  s3.deleteObjects(
                      r -> r.bucket(bucket).delete(Delete.builder().objects(some).build())));
      if (outcome.hasErrors() && !outcome.errors().isEmpty()) {
        var error = outcome.errors().get(0);
        throw new ReplicationException(
            "cannot delete " + uri(error.key()) + ": " + error.message(), null, null);
      }
    }
  }

  String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }

  private <T> T call(String action, String key, Supplier<CompletableFuture<T>> request) {
    try {
      return request.get().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(action, key, e);
    } catch (ExecutionException e) {
      throw failure(action, key, e.getCause() == null ? e : e.getCause());
    } catch (SdkException e) {
      throw failure(action, key, e);
    }
  }

  ReplicationException failure(String action, String key, Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof IOException && cause.getCause() instanceof SdkException sdk) {
      cause = sdk;
    }
    String what = "cannot " + action + " " + uri(key) + ": ";
    if (cause instanceof InterruptedException) {
      return new ReplicationException(what + "interrupted", null, cause);
    }
    if (cause instanceof AwsServiceException service) {
      return ofService(what, service);
    }
    return new ReplicationException(
        what + cause.getMessage(), hintFor(String.valueOf(cause.getMessage())), cause);
  }

  private ReplicationException ofService(String what, AwsServiceException service) {
    var details = service.awsErrorDetails();
    String code = details == null ? "" : String.valueOf(details.errorCode());
    String message = details == null ? null : details.errorMessage();
    if (code.equals("NoSuchBucket")) {
      return new ReplicationException(
          "bucket \"" + bucket + "\" does not exist",
          "create it first, or check its name, region and endpoint",
          service);
    }
    String hint =
        switch (service.statusCode()) {
          case 403 ->
              code.equals("SignatureDoesNotMatch") || code.equals("InvalidAccessKeyId")
                  ? "check the credentials"
                  : "the credentials need s3:PutObject, s3:GetObject, s3:ListBucket and"
                      + " s3:AbortMultipartUpload on this bucket and prefix";
          case 301, 307 -> "the bucket is in another region: give its region";
          default -> null;
        };
    return new ReplicationException(
        what
            + (code.isEmpty() || code.equals("null") ? "HTTP " + service.statusCode() : code)
            + (message == null || message.isBlank() ? "" : " (" + message + ")"),
        hint,
        service);
  }

  private static @Nullable String hintFor(String message) {
    if (message.contains("redentials")) {
      return "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile with --profile";
    } else if (message.contains("onnect") || message.contains("resolve")) {
      return "check the endpoint: AWS_ENDPOINT_URL_S3";
    }
    return null;
  }
}

package dev.stator.replicate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The few things that an export does with S3, each waited for, each failure put into words. Every
 * byte sent carries its CRC32 in a header: it is in memory, so nothing is hashed twice and nothing
 * is sent in chunks. Safe for several threads. To be closed; the access stays its owner's.
 */
final class S3Store implements AutoCloseable {
  /** A presigned request is sent at once; the time is for clocks that are a little off. */
  private static final Duration PRESIGNED = Duration.ofMinutes(15);

  private final S3Client s3;
  private final S3Presigner presigner;
  private final PartUploads uploads;
  private final String bucket;

  /** The uploads that were begun and neither finished nor aborted: their keys by their ids. */
  private final Map<String, String> begun = new ConcurrentHashMap<>();

  /**
   * @param connections how many threads write at a time
   */
  S3Store(S3Access access, String bucket, int connections) {
    this.s3 = access.client();
    this.presigner = access.presigner();
    this.uploads = new PartUploads(access, connections);
    this.bucket = bucket;
  }

  @Override
  public void close() {
    uploads.close();
  }

  /** By a listing, which unlike HEAD says why it is refused: no bucket, no permission, no key. */
  boolean exists(String key) {
    return call(
            "look for", key, () -> s3.listObjectsV2(r -> r.bucket(bucket).prefix(key).maxKeys(1)))
        .contents()
        .stream()
        .anyMatch(object -> object.key().equals(key));
  }

  /** Writes a small object whole and gives back its entity tag. */
  String put(String key, byte[] content) {
    ByteBuffer memory = ByteBuffer.allocateDirect(content.length).put(content).flip();
    return put(key, memory, PartBuffer.crc32(memory));
  }

  /** Writes an object whole from direct memory and gives back its entity tag. */
  String put(String key, ByteBuffer content, String crc32) {
    PutObjectRequest request =
        PutObjectRequest.builder().bucket(bucket).key(key).checksumCRC32(crc32).build();
    return send(
        "write",
        key,
        () ->
            presigner
                .presignPutObject(p -> p.signatureDuration(PRESIGNED).putObjectRequest(request))
                .httpRequest(),
        content);
  }

  String beginUpload(String key) {
    String id =
        call(
                "write",
                key,
                () ->
                    s3.createMultipartUpload(
                        r -> r.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32)))
            .uploadId();
    begun.put(id, key);
    return id;
  }

  CompletedPart uploadPart(
      String key, String uploadId, int number, ByteBuffer content, String crc32) {
    UploadPartRequest request =
        UploadPartRequest.builder()
            .bucket(bucket)
            .key(key)
            .uploadId(uploadId)
            .partNumber(number)
            .checksumCRC32(crc32)
            .build();
    String etag =
        send(
            "write part " + number + " of",
            key,
            () ->
                presigner
                    .presignUploadPart(
                        p -> p.signatureDuration(PRESIGNED).uploadPartRequest(request))
                    .httpRequest(),
            content);
    return CompletedPart.builder().partNumber(number).eTag(etag).checksumCRC32(crc32).build();
  }

  /**
   * Makes an object of an upload's parts and gives back its entity tag.
   *
   * @param bytes how large the object is
   */
  String completeUpload(String key, String uploadId, List<CompletedPart> parts, long bytes) {
    String etag;
    try {
      etag =
          call(
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
    } catch (ReplicationException e) {
      etag = finishedUnheard(key, bytes, e);
    }
    begun.remove(uploadId);
    return etag;
  }

  /**
   * An upload that is finished is unknown from then on. So when the answer was lost and the request
   * repeated, "no such upload" means success if the object is there: nobody else writes it.
   */
  private String finishedUnheard(String key, long bytes, ReplicationException failure) {
    if (failure.getCause() instanceof NoSuchUploadException) {
      try {
        HeadObjectResponse there = s3.headObject(r -> r.bucket(bucket).key(key));
        if (there.contentLength() == bytes) {
          return there.eTag();
        }
      } catch (SdkException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  /**
   * Aborts the uploads that were begun here and not finished, and any other to keys that begin with
   * {@code prefix}: an interrupted request to begin one may have been heard, and a process that was
   * killed aborts nothing. All are tried, whatever becomes of one.
   *
   * @throws ReplicationException if one could not be aborted, or they could not be listed
   */
  void abortUploads(String prefix) {
    List<ReplicationException> failures = new ArrayList<>();
    Map.copyOf(begun).forEach((id, key) -> abort(key, id, failures));
    try {
      for (MultipartUpload upload : listUploads(prefix)) {
        abort(upload.key(), upload.uploadId(), failures);
      }
    } catch (ReplicationException e) {
      failures.add(e);
    }
    if (!failures.isEmpty()) {
      ReplicationException first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private void abort(String key, String uploadId, List<ReplicationException> failures) {
    try {
      call(
          "abort the upload of",
          key,
          () -> s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId)));
      begun.remove(uploadId);
    } catch (ReplicationException e) {
      if (e.getCause() instanceof NoSuchUploadException) {
        begun.remove(uploadId); // It is gone, which is all that was wanted.
      } else {
        failures.add(e);
      }
    }
  }

  /** Stores that speak S3's language but cannot list uploads say 501. */
  private List<MultipartUpload> listUploads(String prefix) {
    try {
      return call(
          "list the uploads in progress below",
          prefix,
          () ->
              s3
                  .listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix))
                  .uploads()
                  .stream()
                  .toList());
    } catch (ReplicationException e) {
      if (e.getCause() instanceof AwsServiceException service && service.statusCode() == 501) {
        return List.of();
      }
      throw e;
    }
  }

  /** Reads a small object whole. */
  byte[] get(String key) {
    return call(
        "read",
        key,
        () -> s3.getObject(r -> r.bucket(bucket).key(key), (answer, body) -> whole(answer, body)));
  }

  private static byte[] whole(GetObjectResponse answer, InputStream body) {
    try {
      return new WholeInputStream(body, lengthOf(answer)).readAllBytes();
    } catch (IOException e) {
      throw RetryableException.create(e.getMessage(), e);
    }
  }

  /** Opens an object as a stream; the caller closes it. */
  WholeInputStream open(String key) {
    ResponseInputStream<GetObjectResponse> body =
        call("read", key, () -> s3.getObject(r -> r.bucket(bucket).key(key)));
    return new WholeInputStream(body, lengthOf(body.response()));
  }

  private static long lengthOf(GetObjectResponse answer) {
    return answer.contentLength() == null ? -1 : answer.contentLength();
  }

  List<String> list(String prefix) {
    return call(
        "list",
        prefix,
        () ->
            s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList());
  }

  void delete(List<String> keys) {
    for (int from = 0; from < keys.size(); from += 1000) {
      List<ObjectIdentifier> some = new ArrayList<>();
      for (String key : keys.subList(from, Math.min(keys.size(), from + 1000))) {
        some.add(ObjectIdentifier.builder().key(key).build());
      }
      DeleteObjectsResponse outcome =
          call(
              "delete " + some.size() + " objects, the first",
              some.get(0).key(),
              () ->
                  s3.deleteObjects(
                      r -> r.bucket(bucket).delete(Delete.builder().objects(some).build())));
      for (S3Error error : outcome.errors()) {
        throw new ReplicationException(
            "cannot delete " + uri(error.key()) + ": " + error.message(), null, null);
      }
    }
  }

  String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }

  private String send(
      String action, String key, Supplier<SdkHttpRequest> presign, ByteBuffer content) {
    try {
      return uploads.send(presign, content);
    } catch (InterruptedException e) {
      throw interrupted(action, key, e);
    } catch (IOException | SdkException e) {
      throw failure(action, key, e);
    }
  }

  private ReplicationException interrupted(String action, String key, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ReplicationException("cannot " + action + " " + uri(key) + ": interrupted", null, e);
  }

  private <T> T call(String action, String key, Supplier<T> request) {
    try {
      return Interruptible.call(request);
    } catch (InterruptedException e) {
      throw interrupted(action, key, e);
    } catch (SdkException e) {
      throw failure(action, key, e);
    }
  }

  ReplicationException failure(String action, String key, Exception error) {
    return S3Failure.of(action, bucket, key, error);
  }
}

package dev.stator.bench.process;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The SDK's scan feeding the SDK's S3 client: lines collect in an 8 MiB part, a full part is
 * uploaded, twelve parts make an object. DynamoDB JSON has each object's MD5 made, which its native
 * layout demands of everybody. Synchronous over Apache, or the scan asynchronous and S3 through the
 * SDK's native client.
 */
final class SdkReplicate implements Work {
  private static final int PART = 8 << 20;
  private static final int PARTS = 12;

  private final Work scan;
  private final Uploads uploads;
  private final PartStream parts;

  private SdkReplicate(boolean sync, Services services, boolean typed) {
    parts = new PartStream(typed);
    uploads = sync ? new SyncUploads(services) : new NativeUploads(services);
    scan =
        sync ? new SdkSyncScan(services, parts, typed) : new SdkAsyncScan(services, parts, typed);
  }

  static SdkReplicate sync(Services services, boolean typed) {
    return new SdkReplicate(true, services, typed);
  }

  static SdkReplicate async(Services services, boolean typed) {
    return new SdkReplicate(false, services, typed);
  }

  @Override
  public long once() throws Exception {
    return scan.once();
  }

  @Override
  public void close() {
    scan.close();
    uploads.close();
  }

  /** Where the lines go. */
  private final class PartStream extends OutputStream {
    private final byte[] part = new byte[PART];
    private final @Nullable MessageDigest md5;
    private final List<CompletedPart> done = new ArrayList<>();
    private String uploadId = "";
    private int length;
    private int object;

    PartStream(boolean withMd5) {
      try {
        md5 = withMd5 ? MessageDigest.getInstance("MD5") : null;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has MD5", e);
      }
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
      if (md5 != null) {
        md5.update(bytes, offset, count);
      }
      int from = offset;
      int left = count;
      while (left > 0) {
        int n = Math.min(left, PART - length);
        System.arraycopy(bytes, from, part, length, n);
        length += n;
        from += n;
        left -= n;
        if (length == PART) {
          upload();
        }
      }
    }

    private void upload() {
      String key = "sdk/" + object;
      if (done.isEmpty()) {
        uploadId = uploads.begin(key);
      }
      done.add(uploads.part(key, uploadId, done.size() + 1, part));
      length = 0;
      if (done.size() == PARTS) {
        uploads.complete(key, uploadId, done);
        if (md5 != null) {
          md5.digest();
        }
        done.clear();
        object++;
      }
    }
  }

  /** A multipart upload by one of the SDK's clients. */
  private interface Uploads extends AutoCloseable {
    String begin(String key);

    CompletedPart part(String key, String uploadId, int number, byte[] part);

    void complete(String key, String uploadId, List<CompletedPart> parts);

    @Override
    void close();
  }

  private static final class SyncUploads implements Uploads {
    private final S3Client s3;

    SyncUploads(Services services) {
      s3 =
          S3Client.builder()
              .endpointOverride(services.s3())
              .region(Services.REGION)
              .forcePathStyle(true)
              .credentialsProvider(Services.credentials())
              .httpClientBuilder(Apache5HttpClient.builder())
              .build();
    }

    @Override
    public String begin(String key) {
      return s3.createMultipartUpload(r -> r.bucket(Services.BUCKET).key(key)).uploadId();
    }

    @Override
    public CompletedPart part(String key, String uploadId, int number, byte[] part) {
      String etag =
          s3.uploadPart(
                  r -> r.bucket(Services.BUCKET).key(key).uploadId(uploadId).partNumber(number),
                  RequestBody.fromInputStream(new ByteArrayInputStream(part), PART))
              .eTag();
      return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    @Override
    public void complete(String key, String uploadId, List<CompletedPart> parts) {
      s3.completeMultipartUpload(
          r ->
              r.bucket(Services.BUCKET)
                  .key(key)
                  .uploadId(uploadId)
                  .multipartUpload(u -> u.parts(parts)));
    }

    @Override
    public void close() {
      s3.close();
    }
  }

  private static final class NativeUploads implements Uploads {
    private final S3AsyncClient s3;

    NativeUploads(Services services) {
      s3 =
          S3AsyncClient.crtBuilder()
              .endpointOverride(services.s3())
              .region(Services.REGION)
              .forcePathStyle(true)
              .credentialsProvider(Services.credentials())
              .build();
    }

    @Override
    public String begin(String key) {
      return s3.createMultipartUpload(r -> r.bucket(Services.BUCKET).key(key)).join().uploadId();
    }

    @Override
    public CompletedPart part(String key, String uploadId, int number, byte[] part) {
      CompletableFuture<String> etag =
          s3.uploadPart(
                  r -> r.bucket(Services.BUCKET).key(key).uploadId(uploadId).partNumber(number),
                  AsyncRequestBody.fromBytesUnsafe(part))
              .thenApply(response -> response.eTag());
      return CompletedPart.builder().partNumber(number).eTag(etag.join()).build();
    }

    @Override
    public void complete(String key, String uploadId, List<CompletedPart> parts) {
      s3.completeMultipartUpload(
              r ->
                  r.bucket(Services.BUCKET)
                      .key(key)
                      .uploadId(uploadId)
                      .multipartUpload(u -> u.parts(parts)))
          .join();
    }

    @Override
    public void close() {
      s3.close();
    }
  }
}

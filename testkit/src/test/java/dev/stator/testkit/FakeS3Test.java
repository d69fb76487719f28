package dev.stator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class FakeS3Test {
  private final FakeS3 s3 = FakeS3.start().createBucket("b");
  private final S3Client client = Clients.s3(s3);

  @AfterEach
  void close() {
    client.close();
    s3.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private void put(String key, byte[] bytes) {
    client.putObject(r -> r.bucket("b").key(key), RequestBody.fromBytes(bytes));
  }

  private ResponseBytes<GetObjectResponse> get(String key) {
    return client.getObjectAsBytes(r -> r.bucket("b").key(key));
  }

  private static void assertCode(S3Exception e, int status, String code) {
    assertThat(e.statusCode()).isEqualTo(status);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  @Test
  void anObjectComesBackWithItsMetadata() {
    byte[] bytes = random(100_000);
    client.putObject(
        r -> r.bucket("b").key("ä/ü +&.bin").contentType("x/y").metadata(Map.of("who", "me")),
        RequestBody.fromBytes(bytes));

    ResponseBytes<GetObjectResponse> back = get("ä/ü +&.bin");

    assertThat(back.asByteArray()).isEqualTo(bytes);
    assertThat(back.response().contentType()).isEqualTo("x/y");
    assertThat(back.response().metadata()).containsEntry("who", "me");
    assertThat(back.response().eTag()).isEqualTo('"' + Digests.md5Hex(bytes) + '"');
    assertThat(client.headObject(r -> r.bucket("b").key("ä/ü +&.bin")).contentLength())
        .isEqualTo(100_000);
    assertThat(s3.keys("b")).containsExactly("ä/ü +&.bin");
    assertThat(s3.get("b", "ä/ü +&.bin")).isEqualTo(bytes);
  }

  @Test
  void rangesAreThePartsAskedFor() {
    byte[] bytes = random(1000);
    put("k", bytes);

    assertThat(range("bytes=10-19")).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
    assertThat(range("bytes=990-")).isEqualTo(Arrays.copyOfRange(bytes, 990, 1000));
    assertThat(range("bytes=-5")).isEqualTo(Arrays.copyOfRange(bytes, 995, 1000));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> range("bytes=1000-"))
        .satisfies(e -> assertCode(e, 416, "InvalidRange"));
  }

  private byte[] range(String range) {
    return client.getObjectAsBytes(r -> r.bucket("b").key("k").range(range)).asByteArray();
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void checksumsInTrailersAreVerifiedAndGivenBack(ChecksumAlgorithm algorithm) {
    byte[] bytes = random(300_000);
    client.putObject(
        r -> r.bucket("b").key("k").checksumAlgorithm(algorithm), RequestBody.fromBytes(bytes));

    assertThat(s3.get("b", "k")).isEqualTo(bytes);
    assertThat(
            client
                .headObject(r -> r.bucket("b").key("k").checksumMode("ENABLED"))
                .sdkHttpResponse()
                .headers()
                .keySet())
        .anyMatch(name -> name.startsWith("x-amz-checksum-"));
  }

  @Test
  void aWrongChecksumIsABadDigestAndNothingIsStored() throws IOException {
    try (RawClient raw = new RawClient(s3.port())) {
      raw.send(
          "PUT /b/k HTTP/1.1\r\nContent-Length: 3\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\nabc");
      assertThat(raw.answer().text()).contains("<Code>BadDigest</Code>");
      raw.send(
          "PUT /b/k HTTP/1.1\r\nContent-Length: 3\r\nContent-MD5: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
              + "abc");
      assertThat(raw.answer().status()).isEqualTo(400);
      raw.send(
          "PUT /b/k HTTP/1.1\r\nContent-Length: 3\r\nx-amz-checksum-crc32: NSRBwg==\r\n\r\nabc");
      assertThat(raw.answer().status()).isEqualTo(200);
    }
    assertThat(s3.requestCount()).isEqualTo(3);
    assertThat(s3.keys("b")).containsExactly("k");
  }

  @Test
  void signedAndUnsignedChunksAreTakenApart() throws IOException {
    try (RawClient raw = new RawClient(s3.port())) {
      String end = "\r\n";
      String signed =
          String.join(
              end,
              "5;chunk-signature=00",
              "hello",
              "6;chunk-signature=11",
              " world",
              "0;chunk-signature=22",
              end);
      raw.send(
          "PUT /b/signed HTTP/1.1\r\nContent-Length: "
              + signed.length()
              + "\r\nx-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\n"
              + "Content-Encoding: aws-chunked,gzip\r\n"
              + "x-amz-decoded-content-length: 11\r\n\r\n"
              + signed);
      assertThat(raw.answer().status()).isEqualTo(200);
      String trailer = "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n";
      raw.send(
          "PUT /b/trailer HTTP/1.1\r\nContent-Length: "
              + trailer.length()
              + "\r\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n"
              + "x-amz-trailer: x-amz-checksum-crc32\r\n"
              + "x-amz-decoded-content-length: 3\r\n\r\n"
              + trailer);
      assertThat(raw.answer().status()).isEqualTo(200);
    }
    assertThat(s3.get("b", "signed")).isEqualTo("hello world".getBytes(StandardCharsets.UTF_8));
    assertThat(s3.get("b", "trailer")).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    assertThat(client.headObject(r -> r.bucket("b").key("signed")).contentEncoding())
        .isEqualTo("gzip");
  }

  @Test
  void aClientThatWaitsIsInvitedOrRefused() throws IOException {
    s3.when(S3Operation.PUT_OBJECT).call(2).then(Fault.slowDown());
    String head = "PUT /b/k HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
    try (RawClient raw = new RawClient(s3.port())) {
      raw.send(head);
      assertThat(raw.head().status()).isEqualTo(100);
      raw.send("abc");
      assertThat(raw.answer().status()).isEqualTo(200);
      raw.send(head);
      RawClient.Answer refused = raw.answer();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("connection")).isEqualTo("close");
    }
  }

  @Test
  void aMultipartUploadIsAssembledInOrder() {
    byte[] first = random(5 * 1024 * 1024);
    byte[] second = random(17);
    String id = client.createMultipartUpload(r -> r.bucket("b").key("k")).uploadId();
    CompletedPart two = part(id, 2, second);
    CompletedPart one = part(id, 1, first);

    assertThat(client.listMultipartUploads(r -> r.bucket("b")).uploads())
        .singleElement()
        .satisfies(u -> assertThat(u.uploadId()).isEqualTo(id));
    assertThat(client.listParts(r -> r.bucket("b").key("k").uploadId(id)).parts()).hasSize(2);
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> complete(id, two, one))
        .satisfies(e -> assertCode(e, 400, "InvalidPartOrder"));
    complete(id, one, two);

    byte[] whole = get("k").asByteArray();
    assertThat(whole).startsWith(first).endsWith(second).hasSize(first.length + second.length);
    assertThat(get("k").response().eTag()).endsWith("-2\"");
    assertThat(s3.uploadsInProgress("b")).isZero();
    byte[] across =
        client
            .getObjectAsBytes(r -> r.bucket("b").key("k").range("bytes=5242878-5242882"))
            .asByteArray();
    assertThat(across).isEqualTo(Arrays.copyOfRange(whole, 5242878, 5242883));
  }

  private CompletedPart part(String id, int number, byte[] bytes) {
    String etag =
        client
            .uploadPart(
                r -> r.bucket("b").key("k").uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private void complete(String id, CompletedPart... parts) {
    client.completeMultipartUpload(
        r -> r.bucket("b").key("k").uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  @Test
  void partsMustBeLargeEnoughAndKnown() {
    String id = client.createMultipartUpload(r -> r.bucket("b").key("k")).uploadId();
    CompletedPart one = part(id, 1, random(10));
    CompletedPart two = part(id, 2, random(11));

    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> complete(id, one, two))
        .satisfies(e -> assertCode(e, 400, "EntityTooSmall"));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> complete(id, one.toBuilder().eTag("other").build()))
        .satisfies(e -> assertCode(e, 400, "InvalidPart"));
    client.abortMultipartUpload(r -> r.bucket("b").key("k").uploadId(id));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> complete(id, one))
        .satisfies(e -> assertCode(e, 404, "NoSuchUpload"));
  }

  @Test
  void exactlyOneOfManyConditionalWritersWins() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] mine = {(byte) i};
      tasks.add(
          () -> {
            try {
              client.putObject(
                  r -> r.bucket("b").key("lease").ifNoneMatch("*"), RequestBody.fromBytes(mine));
              return true;
            } catch (S3Exception e) {
              assertCode(e, 412, "PreconditionFailed");
              return false;
            }
          });
    }
    int winners = 0;
    for (Future<Boolean> each : writers.invokeAll(tasks)) {
      winners += each.get() ? 1 : 0;
    }
    writers.shutdown();

    assertThat(winners).isEqualTo(1);
  }

  @Test
  void conditionsOnReadsWritesAndCompletions() {
    put("k", random(10));
    String etag = get("k").response().eTag();

    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.getObjectAsBytes(r -> r.bucket("b").key("k").ifMatch("\"other\"")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.getObjectAsBytes(r -> r.bucket("b").key("k").ifNoneMatch(etag)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(304));
    client.putObject(r -> r.bucket("b").key("k").ifMatch(etag), RequestBody.fromString("new"));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.putObject(
                    r -> r.bucket("b").key("k").ifMatch(etag), RequestBody.fromString("newer")))
        .satisfies(e -> assertCode(e, 412, "PreconditionFailed"));
    String id = client.createMultipartUpload(r -> r.bucket("b").key("k")).uploadId();
    CompletedPart one = part(id, 1, random(10));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.completeMultipartUpload(
                    r ->
                        r.bucket("b")
                            .key("k")
                            .uploadId(id)
                            .ifNoneMatch("*")
                            .multipartUpload(m -> m.parts(one))))
        .satisfies(e -> assertCode(e, 412, "PreconditionFailed"));
  }

  @Test
  void listingsPageInByteOrderWithPrefixAndDelimiter() {
    List<String> keys =
        List.of("a", "a/1", "a/2", "b", "p/\uffee", "p/\ud83d\ude00", "p/x y", "p/q/1", "p/q/2");
    keys.forEach(key -> s3.put("b", key, new byte[0]));

    List<String> all =
        client.listObjectsV2Paginator(r -> r.bucket("b").maxKeys(2)).contents().stream()
            .map(S3Object::key)
            .toList();
    var delimited = client.listObjectsV2(r -> r.bucket("b").prefix("p/").delimiter("/"));
    List<String> prefixes =
        client.listObjectsV2Paginator(r -> r.bucket("b").delimiter("/").maxKeys(1)).stream()
            .flatMap(page -> page.commonPrefixes().stream())
            .map(prefix -> prefix.prefix())
            .toList();

    assertThat(all)
        .containsExactly(
            "a", "a/1", "a/2", "b", "p/q/1", "p/q/2", "p/x y", "p/\uffee", "p/\ud83d\ude00");
    assertThat(delimited.commonPrefixes())
        .singleElement()
        .satisfies(prefix -> assertThat(prefix.prefix()).isEqualTo("p/q/"));
    assertThat(delimited.contents()).hasSize(3);
    assertThat(prefixes).containsExactly("a/", "p/");
    assertThat(client.listObjectsV2(r -> r.bucket("b").startAfter("b")).contents()).hasSize(5);
  }

  @Test
  void objectsAndBucketsGo() {
    put("x", random(1));
    put("y", random(1));
    client.copyObject(
        r -> r.sourceBucket("b").sourceKey("x").destinationBucket("b").destinationKey("z"));
    client.deleteObject(r -> r.bucket("b").key("x"));
    client.deleteObjects(
        r ->
            r.bucket("b")
                .delete(
                    d ->
                        d.objects(
                            ObjectIdentifier.builder().key("y").build(),
                            ObjectIdentifier.builder().key("none").build())));

    assertThat(s3.keys("b")).containsExactly("z");
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.deleteBucket(r -> r.bucket("b")))
        .satisfies(e -> assertCode(e, 409, "BucketNotEmpty"));
    client.createBucket(r -> r.bucket("other"));
    client.headBucket(r -> r.bucket("other"));
    client.deleteBucket(r -> r.bucket("other"));
    assertThat(client.listBuckets().buckets()).hasSize(1);
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("none"));
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> client.headObject(r -> r.bucket("b").key("none")));
    assertThatExceptionOfType(NoSuchBucketException.class)
        .isThrownBy(() -> client.listObjectsV2(r -> r.bucket("nowhere")));
    assertThatIllegalArgumentException().isThrownBy(() -> s3.keys("nowhere"));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.getObjectTagging(r -> r.bucket("b").key("k")))
        .satisfies(e -> assertCode(e, 501, "NotImplemented"));
  }

  @Test
  void faultsStrikeByKeyPartAndCall() {
    s3.when(S3Operation.PUT_OBJECT).keyContaining("manifest").call(1).then(Fault.accessDenied());
    s3.when(S3Operation.UPLOAD_PART).part(2).call(1).then(Fault.slowDown());
    s3.when(S3Operation.UPLOAD_PART).part(3).then(Fault.latency(Duration.ofMillis(30)));
    s3.when(S3Operation.HEAD_OBJECT).then(Fault.serverError(500));

    put("data", random(10));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> put("manifest.json", random(10)))
        .satisfies(e -> assertCode(e, 403, "AccessDenied"));
    String id = client.createMultipartUpload(r -> r.bucket("b").key("k")).uploadId();
    part(id, 1, random(10));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> part(id, 2, random(10)))
        .satisfies(e -> assertCode(e, 503, "SlowDown"));
    part(id, 2, random(10));
    long start = System.nanoTime();
    part(id, 3, random(10));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(30));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.headObject(r -> r.bucket("b").key("data")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
    assertThatIllegalArgumentException().isThrownBy(() -> s3.when().then(Fault.wrongCrc()));
  }

  /** By socket: the SDK on HttpURLConnection takes the three bytes for the object. */
  @Test
  void aTruncatedObjectSaysHowLongItShouldBe() throws IOException {
    s3.put("b", "k", random(10));
    s3.when(S3Operation.GET_OBJECT).on("b").call(1).then(Fault.truncated(3));
    try (RawClient raw = new RawClient(s3.port())) {
      raw.send("GET /b/k HTTP/1.1\r\n\r\n");

      assertThat(raw.head().header("content-length")).isEqualTo("10");
      assertThat(raw.in().readAllBytes()).hasSize(3);
    }
    assertThat(get("k").asByteArray()).hasSize(10);
  }

  @Test
  void aSinkCountsAndForgets() {
    try (FakeS3 sink =
            FakeS3.builder().discardBodies().recordRequests(0).start().createBucket("b");
        S3Client to = Clients.s3(sink)) {
      to.putObject(r -> r.bucket("b").key("k"), RequestBody.fromBytes(random(1_000_000)));

      assertThat(sink.size("b", "k")).isEqualTo(1_000_000);
      assertThat(sink.bytesReceived()).isEqualTo(1_000_000);
      assertThat(sink.requests()).isEmpty();
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> to.getObjectAsBytes(r -> r.bucket("b").key("k")))
          .satisfies(e -> assertCode(e, 501, "NotImplemented"));
    }
  }

  @Test
  void anAuthorizationCanBeDemanded() throws IOException {
    try (FakeS3 strict = FakeS3.builder().requireAuthorization().start();
        RawClient raw = new RawClient(strict.port());
        S3Client signed = Clients.s3(strict)) {
      raw.send("GET / HTTP/1.1\r\n\r\n");

      assertThat(raw.answer().text()).contains("<Code>AccessDenied</Code>");
      assertThat(signed.listBuckets().buckets()).isEmpty();
    }
  }

  @Test
  void aBodyWithoutLengthIsRefused() throws IOException {
    try (RawClient raw = new RawClient(s3.port())) {
      raw.send("PUT /b/k HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

      assertThat(raw.answer().status()).isEqualTo(411);
    }
  }

  @Test
  void theCrtClientUploadsInPartsAndReadsBack() {
    byte[] bytes = random(12 * 1024 * 1024 + 5);
    try (S3AsyncClient crt = Clients.s3Crt(s3)) {
      crt.putObject(r -> r.bucket("b").key("big"), AsyncRequestBody.fromBytes(bytes)).join();
      crt.putObject(r -> r.bucket("b").key("small"), AsyncRequestBody.fromString("hi")).join();

      assertThat(s3.get("b", "big")).isEqualTo(bytes);
      assertThat(s3.requests(S3Operation.UPLOAD_PART)).isNotEmpty();
      assertThat(
              crt.getObject(r -> r.bucket("b").key("big"), AsyncResponseTransformer.toBytes())
                  .join()
                  .asByteArray())
          .isEqualTo(bytes);
      assertThat(crt.headObject(r -> r.bucket("b").key("small")).join().contentLength())
          .isEqualTo(2);
    }
  }

  @Test
  void theCrtClientRetriesAPartThatIsSlowedDown() {
    ScriptedFault fault = s3.when(S3Operation.UPLOAD_PART).part(2).call(1).then(Fault.slowDown());
    byte[] bytes = random(11 * 1024 * 1024);
    try (S3AsyncClient crt = Clients.s3Crt(s3)) {
      crt.putObject(r -> r.bucket("b").key("big"), AsyncRequestBody.fromBytes(bytes)).join();
    }

    assertThat(fault.applied()).isEqualTo(1);
    assertThat(s3.get("b", "big")).isEqualTo(bytes);
  }
}

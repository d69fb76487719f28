package dev.stator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.local.LocalS3.Options;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalS3Test {
  private static LocalS3 shared;
  private static S3Client client;

  @BeforeAll
  static void start() {
    shared = LocalS3.start(Options.temporary());
    client = Clients.s3(shared.endpoint());
    client.createBucket(bucket -> bucket.bucket("shared"));
  }

  @AfterAll
  static void stop() {
    client.close();
    shared.close();
  }

  @Test
  void keepsAnObjectWithItsMetadata() {
    client.putObject(
        put -> put.bucket("shared").key("a/b").contentType("x/y").metadata(Map.of("k", "v")),
        RequestBody.fromString("text"));

    var object = client.getObjectAsBytes(get -> get.bucket("shared").key("a/b"));

    assertThat(object.asUtf8String()).isEqualTo("text");
    assertThat(object.response().contentType()).isEqualTo("x/y");
    assertThat(object.response().metadata()).isEqualTo(Map.of("k", "v"));
  }

  @Test
  void joinsTheMultipartUploadOfAnObject() {
    byte[] content = new byte[(5 << 20) + 1];
    new Random(17).nextBytes(content);
    String upload =
        client.createMultipartUpload(create -> create.bucket("shared").key("parts")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      int part = number;
      int from = part == 1 ? 0 : 5 << 20;
      int length = part == 1 ? 5 << 20 : 1;
      byte[] bytes = Arrays.copyOfRange(content, from, from + length);
      String tag =
          client
              .uploadPart(
                  request ->
                      request.bucket("shared").key("parts").uploadId(upload).partNumber(part),
                  RequestBody.fromBytes(bytes))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(part).eTag(tag).build());
    }
    client.completeMultipartUpload(
        complete ->
            complete
                .bucket("shared")
                .key("parts")
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts)));

    assertThat(client.getObjectAsBytes(get -> get.bucket("shared").key("parts")).asByteArray())
        .isEqualTo(content);
  }

  @Test
  void refusesAWrongSecret() {
    try (S3Client wrong = Clients.s3(shared.endpoint(), Clients.credentials("another-secret"))) {
      assertThatThrownBy(() -> wrong.listObjectsV2(list -> list.bucket("shared")))
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void refusesARequestThatIsNotSigned() throws IOException {
    var connection =
        (HttpURLConnection) shared.endpoint().resolve("/shared").toURL().openConnection();

    assertThat(connection.getResponseCode()).isEqualTo(403);
  }

  @Test
  void listensOnLoopbackAlone() throws IOException {
    assertThat(Sockets.answers(Sockets.loopback(), shared.port())).isTrue();
    assertThat(Sockets.answeringBesidesLoopback(shared.port())).isEmpty();
  }

  @Test
  void twoInstancesHaveTheirOwnBuckets() {
    try (LocalS3 other = LocalS3.start(Options.temporary());
        S3Client otherClient = Clients.s3(other.endpoint())) {
      assertThat(other.port()).isNotEqualTo(shared.port());
      assertThat(otherClient.listBuckets().buckets()).isEmpty();
    }
  }

  @Test
  void objectsOnAFolderOutliveTheServiceAndThePortCanBeGiven(@TempDir Path folder)
      throws IOException {
    Options options =
        Options.onFolder(folder.resolve("made on start")).withPort(Sockets.freePort());
    try (LocalS3 s3 = LocalS3.start(options);
        S3Client first = Clients.s3(s3.endpoint())) {
      assertThat(s3.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + options.port()));
      first.createBucket(bucket -> bucket.bucket("kept"));
      first.putObject(put -> put.bucket("kept").key("key"), RequestBody.fromString("text"));
    }

    try (LocalS3 s3 = LocalS3.start(options);
        S3Client second = Clients.s3(s3.endpoint())) {
      assertThat(second.getObjectAsBytes(get -> get.bucket("kept").key("key")).asUtf8String())
          .isEqualTo("text");
    }
  }

  @Test
  void closingEndsItsThreadsFreesThePortAndDeletesWhatWasTemporary() throws Exception {
    List<Thread> before = threads();
    LocalS3 s3 = LocalS3.start(Options.temporary());
    List<Thread> own = threads();
    own.removeAll(before);
    Path folder = s3.folder();
    try (S3Client user = Clients.s3(s3.endpoint())) {
      user.createBucket(bucket -> bucket.bucket("gone"));
      user.putObject(put -> put.bucket("gone").key("a/b"), RequestBody.fromString("text"));
    }
    assertThat(own).isNotEmpty();
    assertThat(folder).isNotEmptyDirectory();

    s3.close();
    s3.close();

    for (Thread thread : own) {
      thread.join(20_000);
      assertThat(thread.isAlive()).as("%s", thread).isFalse();
    }
    assertThat(folder).doesNotExist();
    assertThat(Sockets.answers(Sockets.loopback(), s3.port())).isFalse();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = Sockets.listenOnLoopback()) {
      Options options = Options.temporary().withPort(taken.getLocalPort());

      assertThatThrownBy(() -> LocalS3.start(options))
          .isInstanceOf(LocalServiceException.class)
          .hasMessageStartingWith(
              "S3 cannot listen on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": the port is already in use.\nhint: ");
    }
  }

  @Test
  void optionsDoNotShowTheSecret() {
    assertThat(Options.temporary().withCredentials("key", "hush").toString())
        .contains("key")
        .doesNotContain("hush");
  }

  private static List<Thread> threads() {
    return new ArrayList<>(
        Thread.getAllStackTraces().keySet().stream().filter(thread -> !thread.isDaemon()).toList());
  }
}

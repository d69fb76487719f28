package dev.stator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.stator.local.LocalServices.Options;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

class LocalServicesTest {
  @TempDir private Path runtime;

  private Folders folders;

  @BeforeEach
  void useFoldersOfThisTest() {
    folders = new Folders(Folders.ofUser().cache(), runtime);
  }

  @Test
  void nameTheVariablesThatPointTheAwsSdkAtThem() {
    try (LocalServices services = LocalServices.start(Options.inMemory(), folders);
        DynamoDbClient dynamoDb = Clients.dynamoDb(services.dynamoDbEndpoint());
        S3Client s3 = Clients.s3(services.s3Endpoint())) {
      assertThat(dynamoDb.listTables().tableNames()).isEmpty();
      assertThat(s3.listBuckets().buckets()).isEmpty();
      assertThat(services.environment())
          .containsExactly(
              entry("AWS_ENDPOINT_URL_DYNAMODB", services.dynamoDbEndpoint().toString()),
              entry("AWS_ENDPOINT_URL_S3", services.s3Endpoint().toString()),
              entry("AWS_ACCESS_KEY_ID", "statorlocal"),
              entry("AWS_SECRET_ACCESS_KEY", "not-a-secret"),
              entry("AWS_REGION", "us-east-1"),
              entry("AWS_DEFAULT_REGION", "us-east-1"));
    }
  }

  @Test
  void areFoundByOthersWhileTheyRunAndOnlyWhenTheyAreToBe() throws Exception {
    Options options = Options.inMemory().withDiscoverable(true);
    LocalServices services = LocalServices.start(options, folders);
    try (LocalServices found = LocalServices.running(folders).orElseThrow()) {
      assertThat(found.dynamoDbEndpoint()).isEqualTo(services.dynamoDbEndpoint());
      assertThat(found.s3Endpoint()).isEqualTo(services.s3Endpoint());
      assertThat(found.environment()).isEqualTo(services.environment());
      assertThat(found.startedAt()).isEqualTo(services.startedAt());
      assertThat(found.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(found.embedded()).isFalse();
      assertThat(services.embedded()).isTrue();
    }
    assertThat(LocalServices.running(folders))
        .as("closing what was found ends nothing")
        .isPresent();
    try (LocalServices same = LocalServices.runningOrEmbedded(options, folders)) {
      assertThat(same.embedded()).isFalse();
    }
    assertThatThrownBy(() -> LocalServices.start(options, folders))
        .isInstanceOf(LocalServiceException.class)
        .hasMessageContaining("Local services run already: process " + services.pid());

    services.close();
    services.close();

    assertThat(LocalServices.running(folders)).isEmpty();
    assertThat(runtime).isEmptyDirectory();
    assertThat(Sockets.answers(Sockets.loopback(), services.dynamoDbEndpoint().getPort()))
        .isFalse();
    assertThat(Sockets.answers(Sockets.loopback(), services.s3Endpoint().getPort())).isFalse();
  }

  @Test
  void embeddedOnesAreTheirOwnersAlone() {
    try (LocalServices one = LocalServices.runningOrEmbedded(Options.inMemory(), folders)) {
      assertThat(one.embedded()).isTrue();
      assertThat(LocalServices.running(folders)).isEmpty();
      try (LocalServices two = LocalServices.runningOrEmbedded(Options.inMemory(), folders)) {
        assertThat(two.dynamoDbEndpoint()).isNotEqualTo(one.dynamoDbEndpoint());
        assertThat(two.s3Endpoint()).isNotEqualTo(one.s3Endpoint());
      }
    }
  }

  @Test
  void startOverTheStateThatAKilledProcessLeft() throws IOException {
    Files.writeString(
        StateFile.in(folders).path(),
        "pid=4611686018427387904\ndynamodb-port=1\ns3-port=2\nstarted-at=2026-11-21T12:00:00Z\n");

    try (LocalServices services =
        LocalServices.start(Options.inMemory().withDiscoverable(true), folders)) {
      assertThat(LocalServices.running(folders).orElseThrow().pid()).isEqualTo(services.pid());
    }
  }

  @Test
  void keepTheirDataUnderOneFolder(@TempDir Path data) {
    Options options = Options.onFolder(data);
    try (LocalServices services = LocalServices.start(options, folders);
        DynamoDbClient dynamoDb = Clients.dynamoDb(services.dynamoDbEndpoint());
        S3Client s3 = Clients.s3(services.s3Endpoint())) {
      Clients.createTable(dynamoDb);
      s3.createBucket(bucket -> bucket.bucket("kept"));
    }

    assertThat(data.resolve("dynamodb")).isNotEmptyDirectory();
    assertThat(data.resolve("s3").resolve("kept")).isDirectory();
  }

  @Test
  void leaveNothingRunningWhenOneOfThemCannotStart() throws Exception {
    int dynamoDbPort = Sockets.freePort();
    try (ServerSocket taken = Sockets.listenOnLoopback()) {
      Options options = Options.inMemory().withPorts(dynamoDbPort, taken.getLocalPort());

      assertThatThrownBy(() -> LocalServices.start(options, folders))
          .hasMessageContaining("S3 cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      child.onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(Sockets.answers(Sockets.loopback(), dynamoDbPort)).isFalse();
  }

  @Test
  void tellWhenDynamoDbDies() throws Exception {
    try (LocalServices services = LocalServices.start(Options.inMemory(), folders)) {
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);

      assertThat(services.failure().get(20, TimeUnit.SECONDS).problem())
          .contains(services.dynamoDbEndpoint() + " ended, status ");
    }
  }
}

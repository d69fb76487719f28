package dev.stator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stator.local.LocalDynamoDb.Options;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LocalDynamoDbTest {
  private static LocalDynamoDb shared;

  @BeforeAll
  static void start() {
    shared = LocalDynamoDb.start(Options.inMemory());
  }

  @AfterAll
  static void stop() {
    shared.close();
  }

  @Test
  void servesATableToTheAwsSdk() {
    try (DynamoDbClient client = Clients.dynamoDb(shared.endpoint())) {
      Clients.createTable(client);
      Clients.put(client, "a");

      assertThat(Clients.get(client, "a")).isEqualTo(Map.of("id", AttributeValue.fromS("a")));
    }
  }

  @Test
  void listensOnLoopbackAlone() throws IOException {
    assertThat(Sockets.answers(Sockets.loopback(), shared.port())).isTrue();
    assertThat(Sockets.answeringBesidesLoopback(shared.port())).isEmpty();
  }

  @Test
  void theCheckForLoopbackSeesAServerThatListensEverywhere() throws IOException {
    try (var everywhere = new ServerSocket(0)) {
      assertThat(Sockets.answeringBesidesLoopback(everywhere.getLocalPort())).isNotEmpty();
    }
  }

  @Test
  void asksForNothingOfTheUsersAwsAccount() throws IOException {
    Path environment = Path.of("/proc", Long.toString(shared.pid()), "environ");
    assumeTrue(Files.isReadable(environment));

    assertThat(Files.readString(environment).split("\0", -1))
        .contains("DDB_LOCAL_TELEMETRY=0")
        .noneMatch(variable -> variable.startsWith("AWS_"));
  }

  @Test
  void outlivesASignalAsItsParentDoes() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Options.inMemory());
        DynamoDbClient client = Clients.dynamoDb(dynamoDb.endpoint())) {
      Clients.createTable(client);

      ProcessHandle.of(dynamoDb.pid()).orElseThrow().destroy();
      Clients.put(client, "after the signal");

      assertThat(Clients.get(client, "after the signal")).isNotEmpty();
    }
  }

  @Test
  void closingEndsTheProcessAndFreesThePort() throws IOException {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start(Options.inMemory());

    dynamoDb.close();
    dynamoDb.close();

    assertThat(ProcessHandle.of(dynamoDb.pid())).isEmpty();
    assertThat(Sockets.answers(Sockets.loopback(), dynamoDb.port())).isFalse();
    assertThat(dynamoDb.failure()).isCompletedExceptionally();
  }

  @Test
  void twoInstancesHaveTheirOwnTables() {
    try (LocalDynamoDb other = LocalDynamoDb.start(Options.inMemory());
        DynamoDbClient client = Clients.dynamoDb(other.endpoint())) {
      Clients.createTable(client, "only-here");

      assertThat(other.port()).isNotEqualTo(shared.port());
      try (DynamoDbClient sharedClient = Clients.dynamoDb(shared.endpoint())) {
        assertThat(sharedClient.listTables().tableNames()).doesNotContain("only-here");
      }
    }
  }

  @Test
  void tablesOnAFolderOutliveTheServiceAndThePortCanBeGiven(@TempDir Path folder)
      throws IOException {
    Path data = folder.resolve("made on start");
    int port = Sockets.freePort();
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Options.onFolder(data).withPort(port));
        DynamoDbClient client = Clients.dynamoDb(dynamoDb.endpoint())) {
      assertThat(dynamoDb.endpoint()).hasToString("http://127.0.0.1:" + port);
      Clients.createTable(client);
      Clients.put(client, "kept");
    }

    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Options.onFolder(data).withPort(port));
        DynamoDbClient client = Clients.dynamoDb(dynamoDb.endpoint())) {
      assertThat(Clients.get(client, "kept")).isNotEmpty();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = Sockets.listenOnLoopback()) {
      Options options = Options.inMemory().withPort(taken.getLocalPort());

      assertThatThrownBy(() -> LocalDynamoDb.start(options))
          .isInstanceOf(LocalServiceException.class)
          .hasMessage(
              "DynamoDB Local cannot listen on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": the port is already in use.\n"
                  + "hint: end what listens there, or choose another port; 0 takes any free one");
    }
  }

  @Test
  void aStartThatFailsShowsWhatTheServerSaid(@TempDir Path folder) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("no jars"));
    System.setProperty(DynamoDbLocalClassPath.PROPERTY, empty.toString());
    try {
      LocalServiceException error =
          catchThrowableOfType(
              LocalServiceException.class, () -> LocalDynamoDb.start(Options.inMemory()));

      assertThat(error.problem())
          .startsWith("DynamoDB Local could not start, status 1:")
          .contains("NoClassDefFoundError");
      assertThat(error.hint()).contains("DynamoDB Local's own");
    } finally {
      System.clearProperty(DynamoDbLocalClassPath.PROPERTY);
    }
  }

  @Test
  void aStartThatTakesTooLongIsGivenUp() {
    Options options = Options.inMemory().withStartLimit(Duration.ofMillis(1));

    assertThatThrownBy(() -> LocalDynamoDb.start(options))
        .isInstanceOf(LocalServiceException.class)
        .hasMessageContaining("did not answer within 0.001 s");
  }

  @Test
  void tellsOfAServerThatDies() throws Exception {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Options.inMemory())) {
      ProcessHandle.of(dynamoDb.pid()).orElseThrow().destroyForcibly();

      LocalServiceException failure = dynamoDb.failure().get(20, TimeUnit.SECONDS);

      assertThat(failure.problem()).contains(dynamoDb.endpoint() + " ended, status ");
    }
  }

  @Test
  void diesWithAParentThatIsKilled() throws Exception {
    try (ParentProcess parent = ParentProcess.start()) {
      ProcessHandle server = parent.server();
      assertThat(Sockets.answers(Sockets.loopback(), parent.port())).isTrue();

      parent.kill();

      server.onExit().get(20, TimeUnit.SECONDS);
      assertThat(Sockets.answers(Sockets.loopback(), parent.port())).isFalse();
    }
  }

  @Test
  void optionsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> Options.inMemory().withPort(65536))
        .hasMessage("port is 65536: not within 0 to 65535.");
    assertThatThrownBy(() -> Options.inMemory().withHeapMegabytes(1))
        .hasMessageContaining("heapMegabytes is 1");
    assertThatThrownBy(() -> Options.inMemory().withStartLimit(Duration.ZERO))
        .hasMessageContaining("startLimit");
  }
}

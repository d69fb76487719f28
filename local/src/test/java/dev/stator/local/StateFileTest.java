package dev.stator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stator.local.StateFile.Entry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
  private static final Instant STARTED = Instant.parse("2026-11-21T12:00:00Z");

  private ServerSocket dynamoDb;
  private ServerSocket s3;
  private StateFile file;

  @BeforeEach
  void listen(@TempDir Path folder) throws IOException {
    dynamoDb = Sockets.listenOnLoopback();
    s3 = Sockets.listenOnLoopback();
    file = new StateFile(folder.resolve("stator"));
  }

  @AfterEach
  void close() throws IOException {
    dynamoDb.close();
    s3.close();
  }

  @Test
  void tellsOfServicesThatAnswer() throws IOException {
    file.write(here());

    assertThat(file.alive()).contains(here());
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    file.write(here());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.folder())))
        .isEqualTo("rwx------");
    assertThat(file.folder()).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void isNotBelievedOnceItsProcessIsGone() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();

    file.write(new Entry(process.pid(), dynamoDb.getLocalPort(), s3.getLocalPort(), STARTED));

    assertThat(file.alive()).isEmpty();
  }

  @Test
  void isNotBelievedOnceAPortIsSilent() throws IOException {
    file.write(here());
    s3.close();

    assertThat(file.alive()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000\u0001\u0002",
        "pid=twelve\ndynamodb-port=1\ns3-port=2\nstarted-at=2026-11-21T12:00:00Z",
        "pid=1\ndynamodb-port=99999\ns3-port=2\nstarted-at=2026-11-21T12:00:00Z",
        "pid=1\ndynamodb-port=1\ns3-port=2\nstarted-at=yesterday",
        "pid=1\ndynamodb-port=1\n",
        "pid=\\u00zz"
      })
  void garbageCountsAsAbsent(String content) throws IOException {
    Files.createDirectories(file.folder());
    Files.writeString(file.path(), content);

    assertThat(file.alive()).isEmpty();
  }

  @Test
  void bytesThatAreNotTextCountAsAbsent() throws IOException {
    Files.createDirectories(file.folder());
    Files.write(file.path(), new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80});

    assertThat(file.alive()).isEmpty();
  }

  @Test
  void isRemovedByTheProcessThatItNamesAlone() throws IOException {
    file.write(here());

    file.remove(new Entry(here().pid() + 1, 1, 2, STARTED));
    assertThat(file.path()).exists();

    file.remove(here());
    assertThat(file.path()).doesNotExist();
  }

  private Entry here() {
    return new Entry(
        ProcessHandle.current().pid(), dynamoDb.getLocalPort(), s3.getLocalPort(), STARTED);
  }
}

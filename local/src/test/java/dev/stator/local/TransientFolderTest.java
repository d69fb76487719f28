package dev.stator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransientFolderTest {
  /** Above what any operating system gives to a process. */
  private static final String NOBODY = "4611686018427387904";

  private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

  @TempDir private Path parent;

  @Test
  void deletesAllThatIsInItOnClose() throws IOException {
    TransientFolder folder = TransientFolder.create(parent);
    Files.createDirectories(folder.path().resolve("a/b"));
    Files.writeString(folder.path().resolve("a/b/c"), "text");

    folder.close();
    folder.close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void doesNotFollowALinkWhenItDeletes(@TempDir Path elsewhere) throws IOException {
    Path kept = Files.writeString(elsewhere.resolve("kept"), "text");
    TransientFolder folder = TransientFolder.create(parent);
    Files.createSymbolicLink(folder.path().resolve("link"), elsewhere);

    folder.close();

    assertThat(kept).exists();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void sweepsWhatAKilledProcessLeft() throws IOException {
    Path left = Files.createDirectory(parent.resolve("stator-s3-" + NOBODY + "-1"));
    Files.writeString(left.resolve("object"), "text");

    TransientFolder.sweep(parent, tomorrow);

    assertThat(left).doesNotExist();
  }

  @Test
  void sweepsNothingYoungNothingOfALivingProcessAndNothingElse() throws IOException {
    Path left = Files.createDirectory(parent.resolve("stator-s3-" + NOBODY + "-1"));
    TransientFolder.sweep(parent, Instant.now());
    assertThat(left).exists();

    Path living = TransientFolder.create(parent).path();
    Path other = Files.createDirectory(parent.resolve("stator-s3-notes"));
    TransientFolder.sweep(parent, tomorrow);
    assertThat(living).exists();
    assertThat(other).exists();
  }
}

package dev.stator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir private Path home;

  @Test
  void areInTheHomeFolderWhenNothingIsSaid() {
    Path cache = home.resolve(".cache").resolve("stator");

    assertThat(Folders.of(Map.of(), home)).isEqualTo(new Folders(cache, cache));
  }

  @Test
  void areWhereTheXdgVariablesSay(@TempDir Path session) {
    Path cache = home.resolve("elsewhere");

    assertThat(
            Folders.of(
                Map.of("XDG_CACHE_HOME", cache.toString(), "XDG_RUNTIME_DIR", session.toString()),
                home))
        .isEqualTo(new Folders(cache.resolve("stator"), session.resolve("stator")));
  }

  @Test
  void ignoreARelativePathAndARuntimeFolderThatIsNotThere() {
    Path cache = home.resolve(".cache").resolve("stator");

    assertThat(
            Folders.of(
                Map.of(
                    "XDG_CACHE_HOME",
                    "relative",
                    "XDG_RUNTIME_DIR",
                    home.resolve("absent").toString()),
                home))
        .isEqualTo(new Folders(cache, cache));
  }
}

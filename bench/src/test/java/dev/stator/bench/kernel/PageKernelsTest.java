package dev.stator.bench.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kernel that does not do its work is fast: each must have seen the whole page. */
class PageKernelsTest {
  private final PageKernels kernels = new PageKernels();

  @BeforeEach
  void makePages() {
    kernels.makePages();
  }

  @AfterEach
  void close() {
    kernels.close();
  }

  @Test
  void seeAsManyItemsAsTheSdk() {
    assertThat(kernels.validate()).isGreaterThan(900);
    assertThat(fresh().digest().count()).isEqualTo(fresh().sdkScan());
  }

  @Test
  void linesAreAsLongAsTheirItems() {
    int items = fresh().validate();
    int bytes = fresh().dynamoDbJsonLines();

    assertThat(bytes).isGreaterThan(1_000_000 + items * 9);
  }

  @Test
  void plainLinesAreShorterByTheirTags() {
    assertThat(fresh().plainJsonLines()).isBetween(500_000, fresh().dynamoDbJsonLines());
  }

  @Test
  void itemsAreWrittenAsTheyWereRead() {
    int items = fresh().validate();

    // Commas stand between the items written; {"Item":...} and a newline around those copied.
    int itemBytes = fresh().writeItems() - (items - 1);
    assertThat(fresh().dynamoDbJsonLines()).isEqualTo(itemBytes + items * 10);
  }

  @Test
  void jacksonSeesEveryToken() throws IOException {
    assertThat(fresh().jacksonTokens()).isGreaterThan(100 * fresh().validate());
  }

  /** The kernels at their first page again. */
  private PageKernels fresh() {
    PageKernels fresh = new PageKernels();
    fresh.makePages();
    return fresh;
  }
}

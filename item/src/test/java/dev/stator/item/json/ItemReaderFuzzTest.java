package dev.stator.item.json;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * {@link ItemReader} against the reference. In a build the seeds beside this class are read; with
 * {@code JAZZER_FUZZ=1} in the environment Jazzer looks for others, guided by coverage.
 */
class ItemReaderFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void agreesWithTheReference(byte[] json) {
    Agreement.onItem(json);
  }
}

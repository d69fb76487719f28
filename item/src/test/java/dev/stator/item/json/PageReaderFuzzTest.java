package dev.stator.item.json;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@link PageReader} against the reference; see {@link ItemReaderFuzzTest}. */
class PageReaderFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void agreesWithTheReference(byte[] json) {
    Agreement.onPage(json);
  }
}

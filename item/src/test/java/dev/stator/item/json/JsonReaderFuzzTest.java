package dev.stator.item.json;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@link JsonReader} against the reference; see {@link ItemReaderFuzzTest}. */
class JsonReaderFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void agreesWithTheReference(byte[] json) {
    Agreement.onJson(json);
  }
}

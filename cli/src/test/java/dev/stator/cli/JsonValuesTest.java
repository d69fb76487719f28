package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}\n{\"b\":[{}]}\n",
        "{\"a\":1}{\"b\":[{}]}",
        "[{\"a\":1},{\"b\":[{}]}]",
        " [ {\"a\":1}\n , \r\n{\"b\":[{}]} ] \n",
      })
  void cutsObjectsOutOfLinesAndArrays(String text) throws IOException {
    assertThat(values(stream(text))).containsExactly("{\"a\":1}", "{\"b\":[{}]}");
  }

  @Test
  void bracesInsideOfStringsAreText() throws IOException {
    String tricky = "{\"}\\\"{\":\"\\\\\",\"x\":\"]\"}";

    assertThat(values(stream(tricky + tricky))).containsExactly(tricky, tricky);
  }

  @Test
  void aStreamThatComesByteForByteIsReadTheSame() throws IOException {
    String text = "[{\"a\":\"ü\\\"}\"}, {\"b\":2}]";
    InputStream slow =
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(1, length));
          }
        };

    assertThat(values(slow)).containsExactly("{\"a\":\"ü\\\"}\"}", "{\"b\":2}");
  }

  @Test
  void anObjectLongerThanTheBufferIsKeptWhole() throws IOException {
    String object = "{\"a\":\"" + "x".repeat(500_000) + "\"}";

    assertThat(values(stream("{} " + object + "\n{}"))).containsExactly("{}", object, "{}");
  }

  @Test
  void whatNoItemCanBeIsNotReadToItsEnd() {
    InputStream endless =
        new SequenceInputStream(stream("{"), new ByteArrayInputStream(new byte[20 << 20]));

    assertThatThrownBy(() -> values(endless))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("input, line 1: the item that begins here is longer than any item can be");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~{}\n\nx~     | input, line 3: an item is wanted here, {...}, not x",
        "{} 1          | input, line 1: an item is wanted here, {...}, not 1",
        "{},{}         | input, line 1: an item is wanted here, {...}, not ,{}",
        "[{} {}]       | input, line 1: an item is wanted here, {...}, not {}]",
        "[{},]         | input, line 1: an item is wanted here, {...}, not ]",
        "~\u00efx~      | input, line 1: an item is wanted here, {...}, not \u00efx",
        "[] {}         | input, line 1: an item is wanted here, {...}, not {}",
        "[{}           | input, line 1: the array is not closed",
        "~{}\n{\n\"a\":~ | input, line 2: the item that begins here is not closed",
      })
  void anythingElseIsAMistakeWithItsLine(String text, String problem) {
    assertThatThrownBy(() -> values(stream(text)))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(problem);
  }

  @Test
  void aByteOrderMarkSaysNothing() throws IOException {
    assertThat(values(stream("\uFEFF{\"a\":1}\n{}"))).containsExactly("{\"a\":1}", "{}");
    assertThat(values(stream("\uFEFF"))).isEmpty();
  }

  @Test
  void nothingIsReadyWhereOnlyBlanksAreLeft() throws IOException {
    JsonValues values = new JsonValues(stream("{} \n "), "input");

    assertThat(values.next()).isTrue();
    assertThat(values.ready()).isFalse();
  }

  private static List<String> values(InputStream in) throws IOException {
    JsonValues values = new JsonValues(in, "input");
    List<String> found = new ArrayList<>();
    while (values.next()) {
      found.add(
          new String(values.array(), values.offset(), values.length(), StandardCharsets.UTF_8));
    }
    return found;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}

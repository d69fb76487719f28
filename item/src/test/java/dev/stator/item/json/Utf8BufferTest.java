package dev.stator.item.json;

import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Utf8BufferTest {
  @Test
  void growsAsNeeded() {
    Utf8Buffer buffer = new Utf8Buffer(0);
    for (int i = 0; i < 1_000; i++) {
      buffer.append((byte) 'a');
      buffer.append(utf8("xbcx"), 1, 2);
    }

    assertThat(buffer).hasToString("abc".repeat(1_000));
  }

  @Test
  void keepsItsMemoryWhenCleared() {
    Utf8Buffer buffer = new Utf8Buffer(16);
    buffer.append(utf8("abc"), 0, 3);
    byte[] array = buffer.array();
    buffer.clear();

    assertThat(buffer.length()).isZero();
    assertThat(buffer.array()).isSameAs(array);
  }

  @Test
  void dropsItsEnd() {
    Utf8Buffer buffer = new Utf8Buffer(16);
    buffer.append(utf8("abc"), 0, 3);
    buffer.truncate(1);

    assertThat(buffer.toByteArray()).isEqualTo(utf8("a"));
  }

  @Test
  void cannotBeTruncatedToMoreThanItHolds() {
    assertThatThrownBy(() -> new Utf8Buffer(16).truncate(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}

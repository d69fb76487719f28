package dev.stator.records.internal;

import static dev.stator.records.internal.Readers.at;
import static dev.stator.records.internal.Readers.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.Binary;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
  private static final EnumTexts<TimeUnit> UNITS = EnumTexts.of(TimeUnit.values());
  private static final EnumTexts<Many> MANY = EnumTexts.of(Many.values());

  enum Many {
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K,
    L,
    M,
    N,
    O,
    P,
    Q,
    R
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 300})
  void readsBytesOfAnyLength(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 37);
    }
    String base64 = Binary.of(bytes).toBase64();
    assertThat(Scalars.bytes(at("{\"B\":\"" + base64 + "\"}"))).isEqualTo(bytes);
    String escaped = base64.replace("A", "\\u0041");
    assertThat(Scalars.bytes(at("{\"B\":\"" + escaped + "\"}"))).isEqualTo(bytes);
  }

  @Test
  void readsAUuidOfFullLengthOnly() {
    UUID uuid = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    assertThat(Scalars.uuid(s(uuid.toString()))).isEqualTo(uuid);
    assertThatThrownBy(() -> Scalars.uuid(s("1-1-1-1-1"))).hasMessageContaining("UUID");
    assertThatThrownBy(() -> Scalars.uuid(s("zf8fad5b-d9cb-469f-a165-70867728950e")))
        .isInstanceOf(Fault.class);
  }

  @Test
  void readsAConstantByItsName() {
    for (TimeUnit unit : TimeUnit.values()) {
      assertThat(UNITS.read(s(unit.name()))).isEqualTo(unit);
    }
    for (Many one : Many.values()) {
      assertThat(MANY.read(s(one.name()))).isEqualTo(one);
    }
    assertThat(UNITS.read(s("\\u0044AYS"))).isEqualTo(TimeUnit.DAYS);
  }

  @Test
  void tellsTheConstantsThatThereAre() {
    assertThatThrownBy(() -> UNITS.read(s("days"))).hasMessageContainingAll("\"days\"", "DAYS");
    assertThatThrownBy(() -> MANY.read(s("Z"))).hasMessageContainingAll("\"Z\"", "A, B");
  }

  @Test
  void aCharacterIsOneAndNoMore() {
    assertThat(Scalars.character(s("é"))).isEqualTo('é');
    assertThatThrownBy(() -> Scalars.character(s(""))).hasMessageContaining("one character");
    assertThatThrownBy(() -> Scalars.character(s("ab"))).hasMessageContaining("one character");
  }

  @Test
  void aKeyIsNeitherEmptyNorTooLong() {
    assertThat(Keys.partition("é".repeat(1024))).hasSize(1024);
    assertThatThrownBy(() -> Keys.partition("é".repeat(1025))).hasMessageContaining("2050");
    assertThatThrownBy(() -> Keys.partition("")).hasMessageContaining("2048");
    assertThatThrownBy(() -> Keys.sort("x".repeat(1025))).hasMessageContaining("1024");
    assertThatThrownBy(() -> Keys.sort(new byte[0])).hasMessageContaining("1024");
    assertThatThrownBy(() -> Keys.partition(new byte[2049])).hasMessageContaining("2048");
    assertThat(Keys.sort(new byte[1024])).hasSize(1024);
  }
}

package dev.stator.records.internal;

import dev.stator.item.AttributeType;
import dev.stator.item.json.ItemReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The constants of an enum by the bytes of their names. */
public final class EnumTexts<E extends Enum<E>> {
  /** So many are found by comparing with each; lengths differ, and bytes early. */
  private static final int FEW = 16;

  private final E[] constants;
  private final byte[][] names;
  private final @Nullable Map<String, E> byName;

  private EnumTexts(E[] constants) {
    this.constants = constants;
    names = new byte[constants.length][];
    for (int i = 0; i < names.length; i++) {
      names[i] = constants[i].name().getBytes(StandardCharsets.UTF_8);
    }
    byName = constants.length > FEW ? index(constants) : null;
  }

  /** Of these constants: all that the enum has. */
  public static <E extends Enum<E>> EnumTexts<E> of(E[] constants) {
    return new EnumTexts<>(constants);
  }

  /** Reads an S that is a constant's name. */
  public E read(ItemReader in) {
    Fault.expect(in, AttributeType.S);
    in.scalar();
    E constant = byName == null ? compared(in) : byName.get(in.scalarText());
    if (constant == null) {
      throw Scalars.notA(in.scalarText(), "one of " + Arrays.toString(constants));
    }
    return constant;
  }

  private @Nullable E compared(ItemReader in) {
    byte[] b = in.array();
    int from = in.scalarStart();
    int to = in.scalarEnd();
    if (in.scalarEscaped()) {
      b = in.scalarText().getBytes(StandardCharsets.UTF_8);
      from = 0;
      to = b.length;
    }
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(b, from, to, names[i], 0, names[i].length)) {
        return constants[i];
      }
    }
    return null;
  }

  private static <E extends Enum<E>> Map<String, E> index(E[] constants) {
    Map<String, E> index = new HashMap<>();
    for (E constant : constants) {
      index.put(constant.name(), constant);
    }
    return index;
  }
}

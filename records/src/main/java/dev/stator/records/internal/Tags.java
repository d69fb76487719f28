package dev.stator.records.internal;

import dev.stator.item.json.ItemReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The values of a discriminator, each of which is a record of a sealed interface. */
public final class Tags {
  private final String attribute;
  private final byte[] name;
  private final List<String> values;
  private final byte[][] utf8;

  private Tags(String attribute, List<String> values) {
    this.attribute = attribute;
    name = attribute.getBytes(StandardCharsets.UTF_8);
    this.values = values;
    utf8 = new byte[values.size()][];
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = values.get(i).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** These values of this attribute. */
  public static Tags of(String attribute, String... values) {
    return new Tags(attribute, List.of(values));
  }

  /** Looks which value the item or map that comes next has; the reader stays where it is. */
  public int peek(ItemReader in) {
    if (!in.peekString(name)) {
      throw Fault.at("the attribute that tells which record it is, is absent or no S", attribute);
    }
    byte[] b = in.array();
    int from = in.scalarStart();
    int to = in.scalarEnd();
    if (in.scalarEscaped()) {
      b = in.scalarText().getBytes(StandardCharsets.UTF_8);
      from = 0;
      to = b.length;
    }
    for (int i = 0; i < utf8.length; i++) {
      if (Arrays.equals(b, from, to, utf8[i], 0, utf8[i].length)) {
        return i;
      }
    }
    throw Fault.at(Scalars.notA(in.scalarText(), "one of " + values).getMessage(), attribute);
  }
}

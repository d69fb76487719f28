package dev.stator.records.internal;

import dev.stator.item.AttributeValue;
import dev.stator.item.expression.Attribute;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.function.BiConsumer;

/** The attributes of a record as expressions take them. */
public final class RecordAttributes {
  private RecordAttributes() {}

  /** An attribute whose values become attribute values as the codec writes them. */
  public static <V> Attribute<V> of(String name, BiConsumer<V, JsonWriter> write) {
    return Attribute.of(name, value -> attributeValue(name, value, write));
  }

  private static <V> AttributeValue attributeValue(
      String name, V value, BiConsumer<V, JsonWriter> write) {
    JsonWriter out = new JsonWriter(new Utf8Buffer(64));
    try {
      out.beginObject().name(name);
      write.accept(Fault.required(value, name), out);
      out.endObject();
    } catch (Fault fault) {
      throw new IllegalArgumentException(
          "attribute \"" + name + "\": " + fault.getMessage(), fault);
    }
    ItemReader in = new ItemReader().reset(out.buffer().array(), 0, out.buffer().length());
    in.beginItem();
    if (!in.nextAttribute()) {
      throw new IllegalStateException("nothing was written");
    }
    return in.value();
  }
}

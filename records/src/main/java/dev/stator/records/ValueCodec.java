package dev.stator.records;

import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes and reads values of a type as attribute values. Codecs of records with type parameters
 * want one for each. Safe to share between threads.
 *
 * @param <T> the type; values are never null
 */
public interface ValueCodec<T> {
  /** Writes the value with its type tag, <code>{"S":"blue"}</code>. */
  void writeValue(T value, JsonWriter out);

  /** Reads the value that comes next, and passes it. */
  T readValue(ItemReader in);

  /**
   * A codec of two functions.
   *
   * <pre>{@code
   * ValueCodec<String> text = ValueCodec.of((value, out) -> out.attributeValue(value), ItemReader::string);
   * }</pre>
   */
  static <T> ValueCodec<T> of(BiConsumer<T, JsonWriter> write, Function<ItemReader, T> read) {
    return new ValueCodec<>() {
      @Override
      public void writeValue(T value, JsonWriter out) {
        write.accept(value, out);
      }

      @Override
      public T readValue(ItemReader in) {
        return read.apply(in);
      }
    };
  }
}

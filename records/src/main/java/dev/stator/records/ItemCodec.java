package dev.stator.records;

import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codec of a record that has a {@link PartitionKey}, and so can be the item of a table: what
 * the annotations say about keys, indexes, version and time to live, besides reading and writing.
 *
 * @param <T> the record, or the sealed interface
 */
public interface ItemCodec<T> extends RecordCodec<T> {
  /**
   * The codec that was generated for a class, {@code ItemCodec.of(Order.class)}: the same as {@code
   * OrderCodec.INSTANCE}. It is found by {@link java.util.ServiceLoader}, without reflection, and
   * so in a native image without configuration.
   *
   * @throws IllegalArgumentException if there is none; the message says what to do
   */
  static <T> ItemCodec<T> of(Class<T> type) {
    return GeneratedCodecs.of(type);
  }

  /** The key of a table that holds these items. */
  KeySchema keySchema();

  /** The secondary indexes that the annotations name, in the order they are named. */
  List<IndexSchema> indexes();

  /**
   * Writes the item's key: its key attributes and no others.
   *
   * @throws RecordMappingException if a key component is null or empty
   */
  void writeKey(T value, JsonWriter out);

  /** The item's key. */
  default Key key(T value) {
    JsonWriter out = new JsonWriter(new Utf8Buffer(128));
    writeKey(value, out);
    return keySchema().keyOf(ItemJson.read(out.buffer().array(), 0, out.buffer().length()));
  }

  /** The attribute of the component that is a {@link Version}, or null if there is none. */
  default @Nullable String versionAttribute() {
    return null;
  }

  /**
   * The item's version; 0 if it was never stored.
   *
   * @throws IllegalStateException if {@link #versionAttribute()} is null
   */
  default long version(T value) {
    throw new IllegalStateException(type().getName() + " has no @Version");
  }

  /**
   * The same item with another version.
   *
   * @throws IllegalStateException if {@link #versionAttribute()} is null
   * @throws ArithmeticException if the version is an {@code int} and does not fit
   */
  default T withVersion(T value, long version) {
    throw new IllegalStateException(type().getName() + " has no @Version");
  }

  /** The attribute of the component that is a {@link TimeToLive}, or null if there is none. */
  default @Nullable String timeToLiveAttribute() {
    return null;
  }
}

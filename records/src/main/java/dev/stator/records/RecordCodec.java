package dev.stator.records;

import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.List;

/**
 * Writes and reads a record, or the records of a sealed interface, as DynamoDB JSON. Generated; see
 * {@link DynamoItem}. It goes from bytes to the record and back: no {@link Item} is built, and
 * attributes that the record does not have are passed undecoded.
 *
 * <p>A component that is null, an empty {@code Optional} and an empty set are absent attributes. An
 * attribute that is absent, or NULL, is read as null, as an empty {@code Optional}, as an empty
 * set; where the component is a primitive, a key, or not null by JSpecify's annotations, that is an
 * error. Collections that were read cannot be modified.
 *
 * <p>Safe to share between threads.
 *
 * @param <T> the record, or the sealed interface
 */
public interface RecordCodec<T> extends ValueCodec<T> {
  /** The class of the record or sealed interface. */
  Class<?> type();

  /**
   * The names of its attributes, in the order of the components; the discriminator's is the first.
   */
  List<String> attributeNames();

  /**
   * Writes an item, <code>{"id":{"S":"o-17"},...}</code>. The size of the whole and its depth are
   * not looked at. After an exception, what was written until then is in the buffer.
   *
   * @throws RecordMappingException if a component cannot be stored: null where it must not be, a
   *     number out of range, an empty key ...
   */
  void write(T value, JsonWriter out);

  /**
   * Reads the item that the reader stands before, and passes it.
   *
   * @throws RecordMappingException if the item is not one of this record's
   * @throws dev.stator.item.json.MalformedJsonException if it is no item at all
   */
  T read(ItemReader in);

  /** The record as an item. */
  default Item toItem(T value) {
    JsonWriter out = new JsonWriter(new Utf8Buffer(512));
    write(value, out);
    return ItemJson.read(out.buffer().array(), 0, out.buffer().length());
  }

  /** The record of an item. */
  default T fromItem(Item item) {
    byte[] json = ItemJson.write(item);
    return read(new ItemReader().reset(json, 0, json.length));
  }
}

package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.ValueExcerpt;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which call it is, for whoever reads about it later.
 *
 * @param operation the operation's name, such as {@code GetItem}
 * @param table the table; null for an operation on none, or on several at once
 * @param index the index, if the call names one
 * @param attempts how often the request was sent or tried to be, so far
 */
public record CallFacts(
    String operation, @Nullable String table, @Nullable String index, int attempts)
    implements Serializable {
  /** A call that begins. */
  static CallFacts of(DynamoRequest request) {
    return new CallFacts(request.operation(), request.tableName(), request.index(), 1);
  }

  /** What an error's line starts with: {@code Query of index "by-date" of table "orders"}. */
  @Override
  public String toString() {
    return operation
        + (index == null ? "" : " of index \"" + index + '"')
        + (table == null ? "" : " of table \"" + table + '"');
  }

  /** The same with the key that it is about: {@code PutItem of table "orders", key {"id": 17}}. */
  String at(@Nullable Item key) {
    return key == null ? toString() : this + ", key " + ValueExcerpt.of(key);
  }

  /** What is wrong with a request that was never made. */
  IllegalArgumentException invalid(String why) {
    return new IllegalArgumentException(this + ": " + why);
  }

  String tries() {
    return attempts == 1 ? "1 attempt" : attempts + " attempts";
  }
}

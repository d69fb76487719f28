package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.expression.Condition;
import dev.stator.item.expression.Update;
import dev.stator.records.RecordMappingException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a {@link DynamoTable} as actions of a transaction, which may have those of other
 * tables too:
 *
 * <pre>{@code
 * client.transactWriteItems(
 *     TransactWriteItemsRequest.of(
 *         orders.inTransaction().put(order),
 *         stock.inTransaction().update(key, attribute("count").minus(1))));
 *
 * TransactGetItemsResponse answer =
 *     client.transactGetItems(
 *         TransactGetItemsRequest.of(orders.inTransaction().get(key), stock.inTransaction().get(k)));
 * Order order = orders.inTransaction().item(answer, 0);
 * Stock left = stock.inTransaction().item(answer, 1);
 * }</pre>
 *
 * <p>Versions are held to and counted up as in {@link DynamoTable}: what is stored has the next. A
 * lost race is a {@link CancellationReason} whose condition failed. Safe for use by many threads.
 *
 * @param <T> the record, or the sealed interface of records
 */
public final class TableActions<T> {
  private final TableCalls<T> calls;

  TableActions(TableCalls<T> calls) {
    this.calls = calls;
  }

  /** Writes an item; see {@link DynamoTable#put(Object)}. */
  public TransactWriteItem put(T item) {
    return put(item, options -> {});
  }

  /** Writes an item, under a condition for example. */
  public TransactWriteItem put(T item, Consumer<PutItemRequest.Builder> options) {
    return (RecordPut<?>) calls.put(item, options).request();
  }

  /** Sets all attributes of a record; see {@link DynamoTable#update(Object)}. */
  public TransactWriteItem update(T item) {
    return update(item, options -> {});
  }

  /** Sets all attributes of a record, under a condition for example. */
  public TransactWriteItem update(T item, Consumer<UpdateItemRequest.Builder> options) {
    return (RecordUpdate<?>) calls.update(item, options).request();
  }

  /** Changes the item of a record; see {@link DynamoTable#update(Object, Update)}. */
  public TransactWriteItem update(T item, Update update) {
    return (UpdateItemRequest) calls.update(item, update, options -> {}).request();
  }

  /** Changes the item of a key; see {@link DynamoTable#update(Key, Update)}. */
  public TransactWriteItem update(Key key, Update update) {
    return update(key, options -> options.updateExpression(update));
  }

  /** Changes the item of a key, under a condition for example. */
  public TransactWriteItem update(Key key, Consumer<UpdateItemRequest.Builder> options) {
    return (UpdateItemRequest) calls.update(key, options).request();
  }

  /** Deletes the item of a key, whatever its version. */
  public TransactWriteItem delete(Key key) {
    return delete(key, options -> {});
  }

  /** Deletes the item of a key, under a condition for example. */
  public TransactWriteItem delete(Key key, Consumer<DeleteItemRequest.Builder> options) {
    return (DeleteItemRequest) calls.delete(key, options).request();
  }

  /** Deletes the item of a record; see {@link DynamoTable#deleteItem(Object)}. */
  public TransactWriteItem deleteItem(T item) {
    return (DeleteItemRequest) calls.deleteItem(item, options -> {}).request();
  }

  /** Changes nothing: what must hold of the item of a key for the others to be done. */
  public TransactWriteItem check(Key key, Condition condition) {
    return ConditionCheck.builder(
            calls.items().tableName(), calls.checked("TransactWriteItems", key), condition)
        .build();
  }

  /**
   * What reads an item for {@link TransactGetItemsRequest}; {@link #item} reads the answer. For
   * records of one table there is {@link DynamoTable#transactGet}.
   */
  public GetItemRequest get(Key key) {
    return (GetItemRequest) calls.get(key, options -> {}).request();
  }

  /**
   * The record that an action of a transaction has read.
   *
   * @param index the action's place among those of the request, from 0; it must be a {@link #get}
   *     of this table
   * @return the record, or null if there is no item of the key
   * @throws RecordMappingException if the item is none of the record's; it has the table, the key
   *     and the path
   * @throws IllegalArgumentException if there was no such action
   */
  public @Nullable T item(TransactGetItemsResponse answer, int index) {
    RecordItems<T> items = calls.items();
    if (index < 0 || index >= answer.items().size()) {
      throw new CallFacts("TransactGetItems", items.tableName(), null, 0)
          .invalid(
              "there is no action " + index + " in the answer, which has " + answer.items().size());
    }
    Item item = answer.items().get(index);
    if (item == null) {
      return null;
    }
    try {
      return items.codec().fromItem(item);
    } catch (RecordMappingException e) {
      throw e.in(items.tableName(), items.keyIn(item)).during("TransactGetItems");
    }
  }
}

package dev.stator.client;

import dev.stator.item.Key;
import dev.stator.item.expression.Update;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table's two views. What they do is the same, and so is what tests expect of them. */
enum TableView {
  ASYNCHRONOUS,
  BLOCKING;

  <T> Operations<T> of(DynamoTable<T> table) {
    return switch (this) {
      case ASYNCHRONOUS -> new Asynchronous<>(table);
      case BLOCKING -> new Blocking<>(table.blocking());
    };
  }

  /** The operations on a table, each of which returns its answer or throws. */
  interface Operations<T> {
    @Nullable T get(Key key);

    RecordResponse<T> get(Key key, Consumer<GetItemRequest.Builder> options);

    T put(T item);

    RecordResponse<T> put(T item, Consumer<PutItemRequest.Builder> options);

    T update(T item);

    RecordResponse<T> update(T item, Consumer<UpdateItemRequest.Builder> options);

    T update(T item, Update update);

    T update(Key key, Update update);

    RecordResponse<T> update(Key key, Consumer<UpdateItemRequest.Builder> options);

    void delete(Key key);

    RecordResponse<T> delete(Key key, Consumer<DeleteItemRequest.Builder> options);

    void deleteItem(T item);

    RecordResponse<T> deleteItem(T item, Consumer<DeleteItemRequest.Builder> options);

    List<RecordRead<T>> transactGet(List<Key> keys);

    RecordPage<T> query(Consumer<QueryRequest.Builder> options);

    RecordPage<T> scan(Consumer<ScanRequest.Builder> options);
  }

  private record Asynchronous<T>(DynamoTable<T> table) implements Operations<T> {
    @Override
    public @Nullable T get(Key key) {
      return join(table.get(key));
    }

    @Override
    public RecordResponse<T> get(Key key, Consumer<GetItemRequest.Builder> options) {
      return join(table.get(key, options));
    }

    @Override
    public T put(T item) {
      return join(table.put(item));
    }

    @Override
    public RecordResponse<T> put(T item, Consumer<PutItemRequest.Builder> options) {
      return join(table.put(item, options));
    }

    @Override
    public T update(T item) {
      return join(table.update(item));
    }

    @Override
    public RecordResponse<T> update(T item, Consumer<UpdateItemRequest.Builder> options) {
      return join(table.update(item, options));
    }

    @Override
    public T update(T item, Update update) {
      return join(table.update(item, update));
    }

    @Override
    public T update(Key key, Update update) {
      return join(table.update(key, update));
    }

    @Override
    public RecordResponse<T> update(Key key, Consumer<UpdateItemRequest.Builder> options) {
      return join(table.update(key, options));
    }

    @Override
    public void delete(Key key) {
      join(table.delete(key));
    }

    @Override
    public RecordResponse<T> delete(Key key, Consumer<DeleteItemRequest.Builder> options) {
      return join(table.delete(key, options));
    }

    @Override
    public void deleteItem(T item) {
      join(table.deleteItem(item));
    }

    @Override
    public RecordResponse<T> deleteItem(T item, Consumer<DeleteItemRequest.Builder> options) {
      return join(table.deleteItem(item, options));
    }

    @Override
    public List<RecordRead<T>> transactGet(List<Key> keys) {
      return join(table.transactGet(keys));
    }

    @Override
    public RecordPage<T> query(Consumer<QueryRequest.Builder> options) {
      return join(table.query(options));
    }

    @Override
    public RecordPage<T> scan(Consumer<ScanRequest.Builder> options) {
      return join(table.scan(options));
    }

    private static <R> R join(CompletableFuture<R> answer) {
      try {
        return answer.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw e;
      }
    }
  }

  private record Blocking<T>(BlockingDynamoTable<T> table) implements Operations<T> {
    @Override
    public @Nullable T get(Key key) {
      return table.get(key);
    }

    @Override
    public RecordResponse<T> get(Key key, Consumer<GetItemRequest.Builder> options) {
      return table.get(key, options);
    }

    @Override
    public T put(T item) {
      return table.put(item);
    }

    @Override
    public RecordResponse<T> put(T item, Consumer<PutItemRequest.Builder> options) {
      return table.put(item, options);
    }

    @Override
    public T update(T item) {
      return table.update(item);
    }

    @Override
    public RecordResponse<T> update(T item, Consumer<UpdateItemRequest.Builder> options) {
      return table.update(item, options);
    }

    @Override
    public T update(T item, Update update) {
      return table.update(item, update);
    }

    @Override
    public T update(Key key, Update update) {
      return table.update(key, update);
    }

    @Override
    public RecordResponse<T> update(Key key, Consumer<UpdateItemRequest.Builder> options) {
      return table.update(key, options);
    }

    @Override
    public void delete(Key key) {
      table.delete(key);
    }

    @Override
    public RecordResponse<T> delete(Key key, Consumer<DeleteItemRequest.Builder> options) {
      return table.delete(key, options);
    }

    @Override
    public void deleteItem(T item) {
      table.deleteItem(item);
    }

    @Override
    public RecordResponse<T> deleteItem(T item, Consumer<DeleteItemRequest.Builder> options) {
      return table.deleteItem(item, options);
    }

    @Override
    public List<RecordRead<T>> transactGet(List<Key> keys) {
      return table.transactGet(keys);
    }

    @Override
    public RecordPage<T> query(Consumer<QueryRequest.Builder> options) {
      return table.query(options);
    }

    @Override
    public RecordPage<T> scan(Consumer<ScanRequest.Builder> options) {
      return table.scan(options);
    }
  }
}

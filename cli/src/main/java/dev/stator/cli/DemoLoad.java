package dev.stator.cli;

import dev.stator.client.BatchWriteItemRequest;
import dev.stator.client.BatchWriteItemResponse;
import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Fills the demo's table, in batches and by several threads. Runs once; {@link #written} may be
 * called by any thread meanwhile.
 */
final class DemoLoad {
  private static final int BATCH = 25;
  private static final int THREADS = 4;

  private final BlockingDynamoClient dynamo;
  private final int items;
  private final BooleanSupplier stopped;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /** A load of so many items, which ends early when {@code stopped} says so. */
  DemoLoad(BlockingDynamoClient dynamo, int items, BooleanSupplier stopped) {
    this.dynamo = dynamo;
    this.items = items;
    this.stopped = stopped;
  }

  /** How many items are in the table. */
  int written() {
    return written.get();
  }

  /** Makes the table and writes all items, or as many as are there before it is stopped. */
  void run() throws InterruptedException {
    createTable();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::work, "demo-load-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    RuntimeException error = failure.get();
    if (error != null) {
      throw error;
    }
  }

  private void createTable() {
    var unused =
        dynamo
            .control()
            .createTable(
                CreateTableRequest.builder()
                    .tableName(DemoTable.NAME)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text(DemoTable.PARTITION_KEY), text(DemoTable.SORT_KEY))
                    .keySchema(
                        key(DemoTable.PARTITION_KEY, KeyType.HASH),
                        key(DemoTable.SORT_KEY, KeyType.RANGE))
                    .build());
  }

  private void work() {
    try {
      int from;
      while (!stopped.getAsBoolean()
          && failure.get() == null
          && (from = next.getAndAdd(BATCH)) < items) {
        int to = Math.min(items, from + BATCH);
        write(from, to);
        written.addAndGet(to - from);
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void write(int from, int to) {
    List<WriteRequest> writes = new ArrayList<>(to - from);
    for (int index = from; index < to; index++) {
      writes.add(WriteRequest.put(DemoTable.item(index)));
    }
    Map<String, List<WriteRequest>> left = Map.of(DemoTable.NAME, writes);
    while (!left.isEmpty()) {
      BatchWriteItemResponse response = dynamo.batchWriteItem(BatchWriteItemRequest.of(left));
      left = response.unprocessedItems();
    }
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}

package dev.stator.bench.process;

import dev.stator.bench.Orders;
import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.FakeS3;
import dev.stator.testkit.GeneratedTable;
import java.io.IOException;

/** The process of the fake services: prints their ports, and ends with standard input. */
public final class FakesMain {
  /** The table: half a gigabyte, made of 64 MB of pages that are given out eight times. */
  private static final long ITEMS = 64_000;

  private static final int ROUNDS = 8;

  private FakesMain() {}

  /** See the class. */
  public static void main(String[] args) throws IOException {
    Orders orders = new Orders(1);
    GeneratedTable table =
        GeneratedTable.named(Services.TABLE, KeySchema.of("orderId", AttributeType.S))
            .items(ITEMS, i -> orders.next())
            .rounds(ROUNDS)
            .build();
    try (FakeDynamoDb dynamo = FakeDynamoDb.builder().recordRequests(0).start();
        FakeS3 s3 = FakeS3.builder().recordRequests(0).discardBodies().start()) {
      dynamo.serve(table);
      s3.createBucket(Services.BUCKET);
      System.out.println("READY " + dynamo.port() + " " + s3.port());
      while (System.in.read() >= 0) {
        // Nothing to be told.
      }
    }
  }
}

package dev.stator.testkit;

import com.sun.management.OperatingSystemMXBean;
import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Both fakes in a process of their own, so that a benchmark measures its client and not them.
 *
 * <pre>
 * java -cp ... dev.stator.testkit.Standalone [--option value ...]
 *
 *   --table NAME       name of the generated table (load)
 *   --items N          its items (16000)
 *   --item-bytes N     about how large each is, as JSON (1000)
 *   --page-bytes N     how large a page is (1048576)
 *   --rounds N         how often its pages are given out; 0: without end (1)
 *   --bucket NAME      a bucket to create (load)
 *   --keep true        whether S3 keeps bodies (false)
 *   --tls true         whether both speak TLS (false)
 *   --record N         how many requests each keeps (0)
 * </pre>
 *
 * <p>When it is ready it prints {@code READY dynamodb=PORT s3=PORT}. The table's GetItem, PutItem,
 * DeleteItem, UpdateItem, Query and BatchWriteItem are answered with answers made ready once. A
 * line {@code stats} on standard input makes it print {@code STATS cpuNanos=... requests=...
 * pages=... bytes=... s3Bytes=...}, all since the start. It ends when standard input does.
 */
public final class Standalone {
  private static final int QUERY_ITEMS = 100;

  private String table = "load";
  private long items = 16_000;
  private int itemBytes = 1000;
  private int pageBytes = 1024 * 1024;
  private long rounds = 1;
  private String bucket = "load";
  private boolean keep;
  private boolean tls;
  private int record;

  private Standalone() {}

  /** See the class. */
  public static void main(String[] args) throws IOException {
    Standalone standalone = new Standalone();
    try {
      standalone.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("Standalone: " + e.getMessage());
      System.exit(2);
    }
    standalone.run(System.in, System.out);
  }

  private void parse(String[] args) {
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("option " + args[i] + " has no value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--table" -> table = value;
        case "--items" -> items = Long.parseLong(value);
        case "--item-bytes" -> itemBytes = Integer.parseInt(value);
        case "--page-bytes" -> pageBytes = Integer.parseInt(value);
        case "--rounds" -> rounds = Long.parseLong(value);
        case "--bucket" -> bucket = value;
        case "--keep" -> keep = Boolean.parseBoolean(value);
        case "--tls" -> tls = Boolean.parseBoolean(value);
        case "--record" -> record = Integer.parseInt(value);
        default -> throw new IllegalArgumentException("there is no option " + args[i]);
      }
    }
  }

  private void run(InputStream in, PrintStream out) throws IOException {
    GeneratedTable.Builder builder =
        GeneratedTable.named(table, KeySchema.of("id", AttributeType.S))
            .items(items, i -> item(i, itemBytes))
            .pageBytes(pageBytes);
    GeneratedTable load = (rounds == 0 ? builder.endless() : builder.rounds(rounds)).build();
    FakeDynamoDb.Builder dynamoBuilder = FakeDynamoDb.builder().recordRequests(record);
    FakeS3.Builder s3Builder = FakeS3.builder().recordRequests(record);
    if (tls) {
      dynamoBuilder.tls();
      s3Builder.tls();
    }
    if (!keep) {
      s3Builder.discardBodies();
    }
    try (FakeDynamoDb dynamo = dynamoBuilder.start();
        FakeS3 s3 = s3Builder.start()) {
      dynamo.serve(load);
      answerOthers(dynamo);
      s3.createBucket(bucket);
      out.println("READY dynamodb=" + dynamo.port() + " s3=" + s3.port());
      serveUntilEnd(in, out, load, dynamo, s3);
    }
  }

  private void answerOthers(FakeDynamoDb dynamo) {
    dynamo.when(Operation.GET_ITEM).answerItem(item(0, itemBytes));
    dynamo
        .when(Operation.QUERY)
        .answerItems(IntStream.range(0, QUERY_ITEMS).mapToObj(i -> item(i, itemBytes)).toList());
    dynamo.when(Operation.PUT_ITEM, Operation.DELETE_ITEM, Operation.UPDATE_ITEM).answer("{}");
    dynamo.when(Operation.BATCH_WRITE_ITEM).answer("{\"UnprocessedItems\":{}}");
  }

  private static void serveUntilEnd(
      InputStream in, PrintStream out, GeneratedTable load, FakeDynamoDb dynamo, FakeS3 s3)
      throws IOException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String command = commands.readLine();
    while (command != null) {
      if (command.equals("stats")) {
        out.println(
            String.format(
                Locale.ROOT,
                "STATS cpuNanos=%d requests=%d pages=%d bytes=%d s3Bytes=%d",
                cpuNanos(),
                dynamo.requestCount() + s3.requestCount(),
                load.pagesServed(),
                dynamo.bytesSent(),
                s3.bytesReceived()));
      }
      command = commands.readLine();
    }
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** An item with some attributes of every kind that tables have, filled up to about a size. */
  static Item item(long number, int jsonBytes) {
    SplittableRandom random = new SplittableRandom(number);
    return Item.builder()
        .put("id", "item-" + number)
        .put("version", random.nextLong(1_000_000))
        .put("price", BigDecimal.valueOf(random.nextLong(100_000), 2))
        .put("active", random.nextBoolean())
        .put("tags", Set.of("tag-" + number % 7, "all"))
        .put("note", AttributeValue.ofNull())
        .put("address", Map.of("city", "Łódź", "zip", "90-" + number % 1000))
        .put("filler", filler(random, Math.max(1, jsonBytes - 300)))
        .build();
  }

  private static String filler(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}

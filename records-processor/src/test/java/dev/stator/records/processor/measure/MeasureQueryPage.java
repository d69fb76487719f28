package dev.stator.records.processor.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.ItemSize;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.PageReader;
import dev.stator.item.json.Utf8Buffer;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.http.HttpResponseHandler;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.protocols.json.AwsJsonProtocol;
import software.amazon.awssdk.protocols.json.AwsJsonProtocolFactory;
import software.amazon.awssdk.protocols.json.JsonOperationMetadata;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A Query's response of 100 items of 1 KB, decoded into records by a generated codec, and into
 * beans by the AWS SDK and its Enhanced client: the thread's CPU time and the bytes it allocates.
 * Both begin with the response's bytes, and neither has HTTP, signing or CRC in it.
 */
public final class MeasureQueryPage {
  private static final int ITEMS = 100;
  private static final int ROUNDS = 15;
  private static final int PAGES = 200;

  private static final List<Order.Status> STATUSES = List.of(Order.Status.values());

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private MeasureQueryPage() {}

  public static void main(String[] args) throws Exception {
    byte[] inOrder = page(false);
    byte[] shuffled = page(true);
    List<Order> expected = records(inOrder);
    check(expected, shuffled);
    System.out.printf(
        Locale.ROOT,
        "%d items of %d bytes (DynamoDB's size), response of %d bytes%n",
        ITEMS,
        ItemSize.of(OrderCodec.INSTANCE.toItem(expected.get(0))),
        inOrder.length);
    Map<String, Supplier<Object>> subjects = new LinkedHashMap<>();
    subjects.put("records, attributes in the record's order", () -> records(inOrder));
    subjects.put("records, attributes shuffled", () -> records(shuffled));
    subjects.put("items only checked, not decoded", () -> skipped(inOrder));
    subjects.put("records written", () -> written(expected));
    Sdk sdk = new Sdk();
    subjects.put("SDK, QueryResponse", () -> sdk.response(inOrder));
    subjects.put("SDK Enhanced, beans", () -> sdk.beans(inOrder));
    Map<String, double[]> best = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      subjects.forEach((name, work) -> best.merge(name, measure(work), MeasureQueryPage::less));
    }
    best.forEach(
        (name, figures) ->
            System.out.printf(
                Locale.ROOT,
                "%-44s %8.1f us/page %10.0f bytes/page%n",
                name,
                figures[0],
                figures[1]));
  }

  private static double[] measure(Supplier<Object> work) {
    long thread = Thread.currentThread().getId();
    long bytes = THREADS.getThreadAllocatedBytes(thread);
    long nanos = THREADS.getCurrentThreadCpuTime();
    int live = 0;
    for (int i = 0; i < PAGES; i++) {
      live += System.identityHashCode(work.get()) & 1;
    }
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    bytes = THREADS.getThreadAllocatedBytes(thread) - bytes;
    if (live < 0) {
      throw new IllegalStateException();
    }
    return new double[] {nanos / 1e3 / PAGES, (double) bytes / PAGES};
  }

  private static double[] less(double[] a, double[] b) {
    return new double[] {Math.min(a[0], b[0]), Math.min(a[1], b[1])};
  }

  private static List<Order> records(byte[] body) {
    PageReader page = new PageReader().reset(body, 0, body.length);
    List<Order> orders = new ArrayList<>();
    while (page.nextItem()) {
      orders.add(OrderCodec.INSTANCE.read(page.item()));
    }
    return orders;
  }

  private static Object skipped(byte[] body) {
    PageReader page = new PageReader().reset(body, 0, body.length);
    while (page.nextItem()) {
      page.item().skipItem();
    }
    return page;
  }

  private static Object written(List<Order> orders) {
    JsonWriter out = new JsonWriter(new Utf8Buffer(256 * 1024));
    for (Order order : orders) {
      OrderCodec.INSTANCE.write(order, out);
    }
    return out;
  }

  private static void check(List<Order> expected, byte[] shuffled) throws Exception {
    List<OrderBean> beans = new Sdk().beans(shuffled);
    for (int i = 0; i < ITEMS; i++) {
      Order order = records(shuffled).get(i);
      OrderBean bean = beans.get(i);
      if (!order.equals(expected.get(i))
          || !order.note().equals(bean.getNote())
          || !order.placed().equals(bean.getPlaced())
          || order.lines().size() != bean.getLines().size()) {
        throw new IllegalStateException("decoded differently: " + order);
      }
    }
  }

  private static byte[] page(boolean shuffled) {
    Random random = new Random(7);
    JsonWriter out = new JsonWriter(new Utf8Buffer(256 * 1024));
    out.beginObject().name("Count").value(ITEMS).name("Items").beginArray();
    for (int i = 0; i < ITEMS; i++) {
      Item item = OrderCodec.INSTANCE.toItem(order(random, i));
      List<String> names = new ArrayList<>(item.names());
      if (shuffled) {
        Collections.shuffle(names, new Random(i));
      }
      Map<String, AttributeValue> attributes = new LinkedHashMap<>();
      names.forEach(name -> attributes.put(name, item.asMap().get(name)));
      out.item(Item.of(attributes));
    }
    out.endArray().name("ScannedCount").value(ITEMS).endObject();
    return out.buffer().toByteArray();
  }

  private static Order order(Random random, int i) {
    List<Order.Line> lines = new ArrayList<>();
    for (int line = 0; line < 4; line++) {
      lines.add(
          new Order.Line(
              "sku-" + random.nextInt(100_000),
              1 + random.nextInt(9),
              BigDecimal.valueOf(101 + 10L * random.nextInt(10_000), 2)));
    }
    return new Order(
        "customer-" + random.nextInt(100_000),
        1_700_000_000L + i,
        STATUSES.get(random.nextInt(4)),
        Instant.ofEpochMilli(1_700_000_000_123L + random.nextInt(1_000_000_000)),
        BigDecimal.valueOf(10_001 + 10L * random.nextInt(100_000), 2),
        random.nextInt(40),
        random.nextBoolean(),
        random.nextInt(400) + " Rue de la République",
        "Saint-Étienne",
        String.valueOf(10_000 + random.nextInt(80_000)),
        "FR",
        "Leave it with the neighbour on the ground floor. ".repeat(12),
        lines,
        Set.of("red", "fragile", "two-day"),
        1 + random.nextInt(5));
  }

  /** The SDK's own way from a response's bytes. */
  private static final class Sdk {
    private final TableSchema<OrderBean> schema = TableSchema.fromBean(OrderBean.class);
    private final HttpResponseHandler<QueryResponse> handler =
        AwsJsonProtocolFactory.builder()
            .clientConfiguration(SdkClientConfiguration.builder().build())
            .protocol(AwsJsonProtocol.AWS_JSON)
            .protocolVersion("1.0")
            .build()
            .createResponseHandler(
                JsonOperationMetadata.builder()
                    .hasStreamingSuccessResponse(false)
                    .isPayloadJson(true)
                    .build(),
                QueryResponse::builder);

    QueryResponse response(byte[] body) {
      SdkHttpFullResponse response =
          SdkHttpFullResponse.builder()
              .statusCode(200)
              .putHeader("Content-Type", "application/x-amz-json-1.0")
              .putHeader("Content-Length", String.valueOf(body.length))
              .content(AbortableInputStream.create(new ByteArrayInputStream(body)))
              .build();
      try {
        return handler.handle(response, new ExecutionAttributes());
      } catch (Exception e) {
        throw new IllegalStateException(new String(body, UTF_8), e);
      }
    }

    List<OrderBean> beans(byte[] body) {
      List<OrderBean> beans = new ArrayList<>();
      response(body).items().forEach(item -> beans.add(schema.mapToItem(item)));
      return beans;
    }
  }
}

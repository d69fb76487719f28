package dev.stator.testkit;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.CapacityUnits;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Scans of a {@link GeneratedTable}: which page comes, and what is written behind it. */
final class PageTable implements Table {
  private static final String TOKEN = "page-";
  private static final Set<String> SCAN =
      Set.of(
          "TableName",
          "Segment",
          "TotalSegments",
          "ExclusiveStartKey",
          "ConsistentRead",
          "ReturnConsumedCapacity");

  private final String name;
  private final KeySchema schema;
  private final List<GeneratedPage> pages;

  /** How often the pages are given out, or 0 if without end. */
  private final long rounds;

  private final LongAdder pagesServed = new LongAdder();
  private final LongAdder bytesServed = new LongAdder();

  PageTable(String name, KeySchema schema, List<GeneratedPage> pages, long rounds) {
    this.name = name;
    this.schema = schema;
    this.pages = pages;
    this.rounds = rounds;
  }

  long pagesServed() {
    return pagesServed.sum();
  }

  long bytesServed() {
    return bytesServed.sum();
  }

  int distinctPages() {
    return pages.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public KeySchema schema() {
    return schema;
  }

  /** The items of all rounds; of a table without end, those of one. */
  @Override
  public long itemCount() {
    return Math.max(1, rounds) * pages.stream().mapToLong(GeneratedPage::items).sum();
  }

  /** What the items of all rounds weigh; of a table without end, those of one. */
  @Override
  public long sizeBytes() {
    return Math.max(1, rounds) * pages.stream().mapToLong(GeneratedPage::itemBytes).sum();
  }

  /** Answers a Scan with one of the pages. */
  @Override
  public Response scan(RequestFields fields, Fault fault) {
    ScanSegment segment = ScanSegment.of(fields);
    fields.allowOnly(SCAN, "a Scan of a generated table");
    if (fault.dropsItems()) {
      throw DynamoDbError.unsupported("an empty page of a generated table");
    }
    long first = startOf(segment.segment(), segment.total());
    long end = rounds == 0 ? Long.MAX_VALUE : startOf(segment.segment() + 1, segment.total());
    if (first == end) {
      return empty(fields);
    }
    Item start = fields.item("ExclusiveStartKey");
    long page = start == null ? first : pageOf(start);
    if (page < first || page >= end) {
      throw DynamoDbError.validation(
          "The provided starting key is invalid: it lies outside of the segment");
    }
    Response response =
        respond(pages.get((int) (page % pages.size())), page + 1 < end ? page + 1 : -1, fields);
    pagesServed.increment();
    bytesServed.add(response.length());
    return response;
  }

  /** The first page of a segment: they share the pages of all rounds evenly. */
  private long startOf(long segment, long total) {
    return pages.size() * Math.max(1, rounds) * segment / total;
  }

  private Response respond(GeneratedPage page, long next, RequestFields fields) {
    JsonWriter tail = new JsonWriter(new Utf8Buffer(192));
    if (next >= 0) {
      writeKey(tail, next);
    }
    ConsumedCapacity.of(fields).write(tail, name, page.readUnits(PageRead.read(fields)));
    return page.respond(closed(tail.buffer()));
  }

  private Response empty(RequestFields fields) {
    return DynamoDbJson.ok(
        json -> {
          json.name("Items").beginArray().endArray();
          json.name("Count").value(0).name("ScannedCount").value(0);
          ConsumedCapacity.of(fields)
              .write(json, name, CapacityUnits.read(0, PageRead.read(fields)));
        });
  }

  /** The members between the comma before them and the end of the object. */
  private static byte[] closed(Utf8Buffer members) {
    int comma = members.length() > 0 ? 1 : 0;
    byte[] tail = new byte[comma + members.length() + 1];
    tail[0] = ',';
    System.arraycopy(members.array(), 0, tail, comma, members.length());
    tail[tail.length - 1] = '}';
    return tail;
  }

  private void writeKey(JsonWriter json, long page) {
    json.name("LastEvaluatedKey").beginObject();
    writeKey(json, schema.partitionKey(), page);
    KeySchema.Attribute sort = schema.sortKey();
    if (sort != null) {
      writeKey(json, sort, page);
    }
    json.endObject();
  }

  private static void writeKey(JsonWriter json, KeySchema.Attribute attribute, long page) {
    String text = attribute.type() == AttributeType.N ? Long.toString(page) : TOKEN + page;
    if (attribute.type() == AttributeType.B) {
      text = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
    json.name(attribute.name()).beginObject().name(attribute.type().name()).value(text);
    json.endObject();
  }

  private long pageOf(Item key) {
    AttributeValue value = key.get(schema.partitionKey().name());
    try {
      if (value instanceof AttributeValue.N n) {
        return n.value().longValueExact();
      }
      String text = null;
      if (value instanceof AttributeValue.S s) {
        text = s.value();
      } else if (value instanceof AttributeValue.B b) {
        text = new String(b.value().toByteArray(), StandardCharsets.US_ASCII);
      }
      if (text != null && text.startsWith(TOKEN)) {
        return Long.parseLong(text.substring(TOKEN.length()));
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw notGivenOut(key);
    }
    throw notGivenOut(key);
  }

  private static DynamoDbError notGivenOut(Item key) {
    return DynamoDbError.validation(
        "The provided starting key is invalid: a generated table takes the LastEvaluatedKeys that"
            + " it gave out, not "
            + key);
  }
}

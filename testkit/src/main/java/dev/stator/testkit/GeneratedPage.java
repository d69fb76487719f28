package dev.stator.testkit;

import dev.stator.item.CapacityUnits;
import dev.stator.item.json.Utf8Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Scan's answer, rendered once: the bytes of its items in direct memory with their CRC32. What
 * differs from request to request (LastEvaluatedKey, ConsumedCapacity) comes behind them as a short
 * tail, over which the checksum is continued; nothing touches the megabyte again.
 */
final class GeneratedPage {
  private static final byte[] OPEN = "{\"Items\":[".getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer body;
  private final long crc32;
  private final int items;
  private final long itemBytes;

  private GeneratedPage(ByteBuffer body, long crc32, int items, long itemBytes) {
    this.body = body;
    this.crc32 = crc32;
    this.items = items;
    this.itemBytes = itemBytes;
  }

  /** Collects items until the page is large enough. */
  static final class Builder {
    private final Utf8Buffer json = new Utf8Buffer(1 << 16);
    private int items;
    private long itemBytes;

    void add(StoredItem item) {
      if (items == 0) {
        json.clear();
        json.append(OPEN, 0, OPEN.length);
      } else {
        json.append((byte) ',');
      }
      json.append(item.json(), 0, item.json().length);
      items++;
      itemBytes += item.size();
    }

    boolean isEmpty() {
      return items == 0;
    }

    int length() {
      return json.length();
    }

    GeneratedPage build() {
      byte[] counts =
          ("],\"Count\":" + items + ",\"ScannedCount\":" + items)
              .getBytes(StandardCharsets.US_ASCII);
      json.append(counts, 0, counts.length);
      byte[] bytes = json.toByteArray();
      ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      GeneratedPage page = new GeneratedPage(direct, Response.crcOf(bytes), items, itemBytes);
      items = 0;
      itemBytes = 0;
      return page;
    }
  }

  int items() {
    return items;
  }

  /** What the items weigh by DynamoDB's rules. */
  long itemBytes() {
    return itemBytes;
  }

  double readUnits(CapacityUnits.Read read) {
    return CapacityUnits.read(itemBytes, read);
  }

  /**
   * The answer with a tail.
   *
   * @param tail further members, each after a comma, and the object's end
   */
  Response respond(byte[] tail) {
    return new Response(
        200,
        DynamoDbJson.HEADERS,
        List.of(body, ByteBuffer.wrap(tail)),
        body.remaining() + tail.length,
        Crc32Tail.of(crc32, tail));
  }
}

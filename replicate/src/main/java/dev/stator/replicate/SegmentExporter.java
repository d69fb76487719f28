package dev.stator.replicate;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DynamoException;
import dev.stator.client.ResponseBody;
import dev.stator.client.ScanRequest;
import dev.stator.client.StartKey;
import dev.stator.item.json.ItemDigest;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.item.json.PageReader;
import dev.stator.item.json.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads segments page by page and writes their items to data objects: what one worker does. All its
 * memory is here and is used again for every page: the response, which belongs to the client and is
 * given back at the page's end, a chunk of lines, one part.
 *
 * <p>An object is closed at the end of the page in which it reaches the file size, and at the
 * segment's end; so between objects there is always a last evaluated key to go on from.
 */
final class SegmentExporter {
  private static final byte[] LINE_START = "{\"Item\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE_END = "}\n".getBytes(StandardCharsets.US_ASCII);

  /** Lines go on in chunks that stay in the processor's cache, however large the page is. */
  private static final int CHUNK = 64 * 1024;

  private final BlockingDynamoClient client;
  private final S3Store store;
  private final ReplicationOptions options;
  private final ExportLayout layout;
  private final Counters counters;
  private final BooleanSupplier stopped;
  private final Consumer<DataObject> finished;

  private final ScanRequest scan;
  private final PageReader page = new PageReader();
  private final Utf8Buffer lines = new Utf8Buffer(2 * CHUNK);
  private final PartBuffer part = new PartBuffer();
  private final ItemDigest total = new ItemDigest();
  private ItemDigest digest = new ItemDigest();
  private int segment;
  private int objects;
  private @Nullable ObjectWriter object;

  /**
   * @param scan the request, but for its segment and start
   * @param stopped asked between pages
   * @param finished told of every object that S3 has
   */
  SegmentExporter(
      BlockingDynamoClient client,
      S3Store store,
      ReplicationOptions options,
      ScanRequest scan,
      ExportLayout layout,
      Counters counters,
      BooleanSupplier stopped,
      Consumer<DataObject> finished) {
    this.client = client;
    this.store = store;
    this.options = options;
    this.scan = scan;
    this.layout = layout;
    this.counters = counters;
    this.stopped = stopped;
    this.finished = finished;
  }

  /** The digest of all items of all segments so far. */
  ItemDigest digest() {
    return total;
  }

  /**
   * Exports a segment, to its end or until stopped.
   *
   * @return whether it came to the end
   */
  boolean export(int number, int segments) {
    ScanRequest.Builder request = scan.toBuilder().segment(number, segments);
    boolean more;
    int pages = 0;
    segment = number;
    objects = 0;
    object = null;
    try {
      do {
        more = readPage(request, pages++);
        if (object != null && (!more || object.lineBytes() >= options.fileSize())) {
          close(object);
          object = null;
        }
      } while (more && !stopped.getAsBoolean());
    } catch (RuntimeException | Error e) {
      abandon(object, e);
      throw e;
    }
    abandon(object, null);
    return !more;
  }

  /**
   * Reads the next page, the segment's {@code number}th from 0, and writes its lines.
   *
   * @return whether there is another one in the segment, which then is the next
   */
  private boolean readPage(ScanRequest.Builder request, int number) {
    lines.clear();
    try (ResponseBody body = scan(request.build())) {
      byte[] bytes = body.array();
      page.reset(bytes, 0, body.length());
      if (options.format() == ExportFormat.JSON) {
        plainLines();
      } else {
        dynamoJsonLines(bytes);
      }
      if (page.count() != page.items()) {
        throw unreadable(
            number,
            page.count() < 0
                ? "$.Count is missing"
                : "$.Count is " + page.count() + ", but it holds " + page.items() + " items",
            null);
      }
      write();
      counters.page(page.items(), page.scannedCount(), body.length(), page.consumedCapacityUnits());
      if (page.hasLastEvaluatedKey()) {
        int start = page.lastEvaluatedKeyStart();
        request.exclusiveStartKey(
            StartKey.ofJson(bytes, start, page.lastEvaluatedKeyEnd() - start));
      }
      return page.hasLastEvaluatedKey();
    } catch (MalformedJsonException e) {
      throw unreadable(number, String.valueOf(e.getMessage()), e);
    }
  }

  /** Waits for a page, but not deaf to interrupts as the blocking client does. */
  private ResponseBody scan(ScanRequest request) {
    CompletableFuture<ResponseBody> answer = client.async().scanRaw(request);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      var unused = answer.thenAccept(ResponseBody::close); // Whenever it comes.
      Thread.currentThread().interrupt();
      throw new ReplicationException("the scan was interrupted", null, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DynamoException failure) {
        failure.fillInStackTrace(); // An event loop's says nothing to the one who waits here.
        throw failure;
      }
      throw new CompletionException(e.getCause());
    }
  }

  /** An answer that came whole and is none: to go on would be to lose what it should have held. */
  private ReplicationException unreadable(int number, String why, @Nullable Throwable cause) {
    return new ReplicationException(
        "page "
            + number
            + " of segment "
            + segment
            + " of table \""
            + options.table()
            + "\" is no answer to a Scan: "
            + why,
        "something between here and DynamoDB may have changed it: check the endpoint and the proxy",
        cause);
  }

  /** The item's own bytes are the line: they are checked and summed, then copied. */
  private void dynamoJsonLines(byte[] bytes) {
    while (page.nextItem()) {
      digest.addItem(page.item());
      int start = page.itemStart();
      lines.append(LINE_START, 0, LINE_START.length);
      lines.append(bytes, start, page.item().position() - start);
      lines.append(LINE_END, 0, LINE_END.length);
      writeChunk();
    }
  }

  private void plainLines() {
    while (page.nextItem()) {
      digest.addItem(page.item(), lines);
      lines.append((byte) '\n');
      writeChunk();
    }
  }

  private void writeChunk() {
    if (lines.length() >= CHUNK) {
      write();
    }
  }

  /** Hands the lines on to the object, which begins with its first line. */
  private void write() {
    if (lines.length() > 0) {
      if (object == null) {
        object = open(layout.dataObject(segment, objects++));
      }
      object.write(lines.array(), 0, lines.length());
      lines.clear();
    }
  }

  private ObjectWriter open(String key) {
    boolean md5 = options.format() == ExportFormat.DYNAMODB_JSON;
    return new ObjectWriter(store, key, part, options.compression(), md5, counters::uploaded);
  }

  private void close(ObjectWriter object) {
    finished.accept(object.finish(digest.count(), digest.toHex()));
    counters.object();
    total.merge(digest);
    digest = new ItemDigest();
  }

  private static void abandon(@Nullable ObjectWriter object, @Nullable Throwable because) {
    if (object == null) {
      return;
    }
    try {
      object.abandon();
    } catch (RuntimeException e) {
      if (because == null) {
        throw e;
      }
      because.addSuppressed(e);
    }
  }
}

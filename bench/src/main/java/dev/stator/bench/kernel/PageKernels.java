package dev.stator.bench.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.stator.bench.Orders;
import dev.stator.item.Item;
import dev.stator.item.json.ItemDigest;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.PageReader;
import dev.stator.item.json.PlainJson;
import dev.stator.item.json.Utf8Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What may be done with a page of a Scan: each method takes one page of about 1 MB, another one
 * each time, so that neither caches nor branch predictors learn it by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class PageKernels {
  static final int PAGES = 16;

  private static final byte[] ITEM = {'{', '"', 'I', 't', 'e', 'm', '"', ':'};
  private static final byte[] END_OF_LINE = {'}', '\n'};

  private final List<byte[]> pages = new ArrayList<>();
  private final List<List<Item>> items = new ArrayList<>();
  private final PageReader reader = new PageReader();
  private final Utf8Buffer out = new Utf8Buffer(2 * Orders.PAGE_BYTES);
  private final JsonWriter writer = new JsonWriter(out);
  private final JsonFactory jackson = new JsonFactory();
  private final SdkPages sdk = new SdkPages();
  private int turn;

  /** Makes the pages. */
  @Setup(Level.Trial)
  public void makePages() {
    Orders orders = new Orders(1);
    for (int i = 0; i < PAGES; i++) {
      byte[] page = orders.nextPage();
      pages.add(page);
      List<Item> built = new ArrayList<>();
      reader.reset(page, 0, page.length);
      while (reader.nextItem()) {
        built.add(reader.item().item());
      }
      items.add(built);
    }
  }

  /** Closes the SDK's client. */
  @TearDown(Level.Trial)
  public void close() {
    sdk.close();
  }

  /** The mean size of a page, the same in every process. */
  static double pageBytes() {
    Orders orders = new Orders(1);
    long bytes = 0;
    for (int i = 0; i < PAGES; i++) {
      bytes += orders.nextPage().length;
    }
    return (double) bytes / PAGES;
  }

  private PageReader next() {
    byte[] page = pages.get(turn++ % PAGES);
    out.clear();
    return reader.reset(page, 0, page.length);
  }

  /** Checks every item and does nothing with it. */
  @Benchmark
  public int validate() {
    PageReader page = next();
    while (page.nextItem()) {
      page.item().skipItem();
    }
    return page.items();
  }

  /** Checks every item and copies it into a line of a DynamoDB export. */
  @Benchmark
  public int dynamoDbJsonLines() {
    PageReader page = next();
    while (page.nextItem()) {
      page.item().skipItem();
      line(page);
    }
    return out.length();
  }

  /** The same, and adds each item to a digest on the way. */
  @Benchmark
  public int dynamoDbJsonLinesAndDigest() {
    PageReader page = next();
    ItemDigest digest = new ItemDigest();
    while (page.nextItem()) {
      digest.addItem(page.item());
      line(page);
    }
    return out.length() + digest.hashCode();
  }

  private void line(PageReader page) {
    ItemReader item = page.item();
    out.append(ITEM, 0, ITEM.length);
    out.append(pages.get((turn - 1) % PAGES), page.itemStart(), item.position() - page.itemStart());
    out.append(END_OF_LINE, 0, END_OF_LINE.length);
  }

  /** Checks every item and renders it as plain JSON. */
  @Benchmark
  public int plainJsonLines() {
    PageReader page = next();
    while (page.nextItem()) {
      PlainJson.writeItem(page.item(), out);
      out.append((byte) '\n');
    }
    return out.length();
  }

  /** The same, and adds each item to a digest. */
  @Benchmark
  public int plainJsonLinesAndDigest() {
    PageReader page = next();
    ItemDigest digest = new ItemDigest();
    while (page.nextItem()) {
      PlainJson.writeItem(page.item(), out);
      out.append((byte) '\n');
      page.item().rewind();
      digest.addItem(page.item());
    }
    return out.length() + digest.hashCode();
  }

  /** Checks every item and adds it to a digest. */
  @Benchmark
  public ItemDigest digest() {
    PageReader page = next();
    ItemDigest digest = new ItemDigest();
    while (page.nextItem()) {
      digest.addItem(page.item());
    }
    return digest;
  }

  /** Builds every item. */
  @Benchmark
  public void buildItems(Blackhole sink) {
    PageReader page = next();
    while (page.nextItem()) {
      sink.consume(page.item().item());
    }
  }

  /** Writes every item, built before, as DynamoDB JSON. */
  @Benchmark
  public int writeItems() {
    writer.reset();
    for (Item item : items.get(turn++ % PAGES)) {
      writer.item(item);
    }
    return out.length();
  }

  /** Jackson's streaming parser over the same page: its tokens, with no text taken. */
  @Benchmark
  public int jacksonTokens() throws IOException {
    int tokens = 0;
    try (JsonParser parser = jackson.createParser(pages.get(turn++ % PAGES))) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  /** The AWS SDK's own unmarshalling of the same page, below which no network is. */
  @Benchmark
  public int sdkScan() {
    return sdk.scan(pages.get(turn++ % PAGES)).count();
  }
}

package dev.stator.testkit;

import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A table for load: its pages are rendered once, when it is built, and every Scan is answered with
 * one of them, almost without work for the CPU. Add it with {@link FakeDynamoDb#serve}.
 *
 * <pre>{@code
 * GeneratedTable load =
 *     GeneratedTable.named("load", KeySchema.of("id", AttributeType.S))
 *         .items(64_000, i -> Item.builder().put("id", "item-" + i).put("n", i).build())
 *         .rounds(100)
 *         .build();
 * }</pre>
 *
 * <p>It answers Scan (any number of segments, which share the pages in order) and DescribeTable.
 * Every other operation is refused; give those an answer with {@link DynamoDbRule#answer(String)}.
 * A LastEvaluatedKey is of the table's key type but is no item's key: it is the number of the page
 * that comes next. Give back what was given out.
 *
 * <p>Safe for several threads and several fakes.
 */
public final class GeneratedTable {
  private final PageTable table;

  private GeneratedTable(PageTable table) {
    this.table = table;
  }

  /** Starts a table. */
  public static Builder named(String name, KeySchema schema) {
    return new Builder(name, schema);
  }

  /** The pages given out since the table was built. */
  public long pagesServed() {
    return table.pagesServed();
  }

  /** The bytes of the bodies given out since the table was built. */
  public long bytesServed() {
    return table.bytesServed();
  }

  /** How many different pages there are. */
  public int distinctPages() {
    return table.distinctPages();
  }

  /** The items of all rounds; of a table without end, those of one. */
  public long itemCount() {
    return table.itemCount();
  }

  /** What the items of all rounds weigh; of a table without end, those of one. */
  public long sizeBytes() {
    return table.sizeBytes();
  }

  PageTable table() {
    return table;
  }

  /** Collects what a table is made of. Not for several threads. */
  public static final class Builder {
    private final String name;
    private final KeySchema schema;
    private long count;
    private LongFunction<Item> generator = i -> Item.empty();
    private int pageBytes = 1024 * 1024;
    private long rounds = 1;

    private Builder(String name, KeySchema schema) {
      this.name = name;
      this.schema = schema;
    }

    /** Items made by a generator, which is given the numbers from 0 to {@code count - 1}. */
    public Builder items(long itemCount, LongFunction<Item> itemGenerator) {
      count = itemCount;
      generator = itemGenerator;
      return this;
    }

    /** These items. */
    public Builder items(List<Item> items) {
      List<Item> copy = List.copyOf(items);
      return items(copy.size(), i -> copy.get((int) i));
    }

    /**
     * How long a page's body becomes: as near as whole items come, at least one. 1 MiB if unset.
     */
    public Builder pageBytes(int bytes) {
      pageBytes = bytes;
      return this;
    }

    /** How often the pages are given out before the table ends. Once if unset. */
    public Builder rounds(long times) {
      if (times < 1) {
        throw new IllegalArgumentException("a table of " + times + " rounds");
      }
      rounds = times;
      return this;
    }

    /** No segment ever ends; each begins with a page of its own. */
    public Builder endless() {
      rounds = 0;
      return this;
    }

    /**
     * Renders the pages: as much direct memory as they have bytes.
     *
     * @throws IllegalArgumentException if there are no items or one lacks the table's key
     */
    public GeneratedTable build() {
      if (count < 1) {
        throw new IllegalArgumentException("generated table " + name + " has no items");
      }
      List<GeneratedPage> pages = new ArrayList<>();
      GeneratedPage.Builder page = new GeneratedPage.Builder();
      for (long i = 0; i < count; i++) {
        Item item = generator.apply(i);
        schema.keyOf(item);
        StoredItem stored = StoredItem.of(item);
        if (!page.isEmpty() && page.length() + stored.json().length > pageBytes) {
          pages.add(page.build());
        }
        page.add(stored);
      }
      pages.add(page.build());
      return new GeneratedTable(new PageTable(name, schema, List.copyOf(pages), rounds));
    }
  }
}

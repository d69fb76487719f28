package dev.stator.item.json;

import java.nio.charset.StandardCharsets;

/**
 * Walks the response of a Scan or Query and hands out each item as a slice: no item is decoded
 * unless the caller does.
 *
 * <pre>{@code
 * page.reset(body, 0, length);
 * while (page.nextItem()) {
 *   page.item().skipItem(); // checks it
 *   out.append(body, page.itemStart(), page.item().position() - page.itemStart());
 * }
 * boolean more = page.hasLastEvaluatedKey();
 * }</pre>
 *
 * <p>Between two calls of {@link #nextItem()} the caller may pass the item with {@link #item()}, in
 * whatever way but whole; an item left alone is passed, and checked, by the next call. What stands
 * around the items ({@link #count()}, the last key, the consumed capacity) is known once {@code
 * nextItem()} has returned false. A fault anywhere is a {@link MalformedJsonException} whose path
 * begins at the response: {@code $.Items[17].address.zip}.
 *
 * <p>Reusable; belongs to one thread at a time. The last key stays valid as a slice as long as the
 * body does, and can be sent back as {@code ExclusiveStartKey} byte for byte.
 */
public final class PageReader {
  private static final byte[] ITEMS = ascii("Items");
  private static final byte[] COUNT = ascii("Count");
  private static final byte[] SCANNED_COUNT = ascii("ScannedCount");
  private static final byte[] LAST_EVALUATED_KEY = ascii("LastEvaluatedKey");
  private static final byte[] CONSUMED_CAPACITY = ascii("ConsumedCapacity");
  private static final byte[] CAPACITY_UNITS = ascii("CapacityUnits");

  private static final int SEEN_ITEMS = 1;
  private static final int SEEN_COUNT = 2;
  private static final int SEEN_SCANNED_COUNT = 4;
  private static final int SEEN_LAST_EVALUATED_KEY = 8;
  private static final int SEEN_CONSUMED_CAPACITY = 16;

  private enum State {
    BEFORE,
    INSIDE,
    AFTER
  }

  private final JsonReader envelope = new JsonReader();
  private final ItemReader item = new ItemReader();
  private byte[] b = new byte[0];
  private int start;
  private int end;
  private State state = State.AFTER;
  private int seen;
  private boolean itemOpen;
  private int itemStart;
  private int items;
  private long count;
  private long scannedCount;
  private int keyStart;
  private int keyEnd;
  private int capacityStart;
  private int capacityEnd;
  private double capacityUnits;

  /** Begins anew with a response body. */
  public PageReader reset(byte[] body, int offset, int length) {
    b = body;
    start = offset;
    end = offset + length;
    envelope.reset(body, offset, length);
    state = State.BEFORE;
    seen = 0;
    itemOpen = false;
    items = 0;
    count = -1;
    scannedCount = -1;
    keyStart = -1;
    keyEnd = -1;
    capacityStart = -1;
    capacityEnd = -1;
    capacityUnits = 0;
    return this;
  }

  /**
   * Goes on to the next item.
   *
   * @return false when there are no more, and the whole response has been read
   * @throws IllegalStateException if the caller has read the current item in part
   */
  public boolean nextItem() {
    if (state == State.BEFORE) {
      envelope.beginObject();
      state = State.AFTER;
      members();
    }
    if (state == State.AFTER) {
      return false;
    }
    passItem();
    if (envelope.nextElement()) {
      itemStart = JsonText.whitespace(b, envelope.position(), end);
      item.resetInside(b, start, itemStart, end);
      itemOpen = true;
      items++;
      return true;
    }
    state = State.AFTER;
    members();
    return false;
  }

  /** The reader of the current item, at its first byte. */
  public ItemReader item() {
    return item;
  }

  /** Where the current item begins in the body's array. */
  public int itemStart() {
    return itemStart;
  }

  /** How many items have been handed out. */
  public int items() {
    return items;
  }

  /** The response's {@code Count}: items returned, after the filter; -1 if it says nothing. */
  public long count() {
    return count;
  }

  /** The response's {@code ScannedCount}: items evaluated, before the filter; -1 if unsaid. */
  public long scannedCount() {
    return scannedCount;
  }

  /** Whether there are more pages. */
  public boolean hasLastEvaluatedKey() {
    return keyStart >= 0;
  }

  /** Where the last key's object begins in the body's array; -1 if there is none. */
  public int lastEvaluatedKeyStart() {
    return keyStart;
  }

  /** Where it ends. */
  public int lastEvaluatedKeyEnd() {
    return keyEnd;
  }

  /** Where the {@code ConsumedCapacity} object begins in the body's array; -1 if there is none. */
  public int consumedCapacityStart() {
    return capacityStart;
  }

  /** Where it ends. */
  public int consumedCapacityEnd() {
    return capacityEnd;
  }

  /** The {@code CapacityUnits} consumed; 0 if the response does not say. */
  public double consumedCapacityUnits() {
    return capacityUnits;
  }

  private void passItem() {
    if (itemOpen) {
      if (item.position() == itemStart) {
        item.skipItem();
      } else if (item.isInside()) {
        throw new IllegalStateException("item " + (items - 1) + " of the page was read in part");
      }
      envelope.passed(itemStart, item.position());
      itemOpen = false;
    }
  }

  /** Reads members of the response up to the items, or to the end. */
  private void members() {
    while (envelope.nextName()) {
      if (envelope.nameIs(ITEMS)) {
        once(SEEN_ITEMS);
        envelope.beginArray();
        state = State.INSIDE;
        return;
      } else if (envelope.nameIs(COUNT)) {
        once(SEEN_COUNT);
        count = envelope.longValue();
      } else if (envelope.nameIs(SCANNED_COUNT)) {
        once(SEEN_SCANNED_COUNT);
        scannedCount = envelope.longValue();
      } else if (envelope.nameIs(LAST_EVALUATED_KEY)) {
        once(SEEN_LAST_EVALUATED_KEY);
        key();
      } else if (envelope.nameIs(CONSUMED_CAPACITY)) {
        once(SEEN_CONSUMED_CAPACITY);
        capacity();
      } else {
        envelope.skip();
      }
    }
    envelope.endDocument();
    if (count >= 0 && (seen & SEEN_ITEMS) != 0 && count != items) {
      throw envelope.malformed("the response says Count " + count + " and has " + items + " items");
    }
  }

  private void once(int member) {
    if ((seen & member) != 0) {
      throw envelope.malformed("the response has " + envelope.name() + " twice");
    }
    seen |= member;
  }

  private void key() {
    if (envelope.peek() == JsonReader.Kind.NULL) {
      envelope.nullValue();
      return;
    }
    keyStart = envelope.position();
    item.resetInside(b, start, keyStart, end).skipItem();
    keyEnd = item.position();
    envelope.passed(keyStart, keyEnd);
  }

  private void capacity() {
    if (envelope.peek() == JsonReader.Kind.NULL) {
      envelope.nullValue();
      return;
    }
    capacityStart = envelope.position();
    envelope.beginObject();
    while (envelope.nextName()) {
      if (envelope.nameIs(CAPACITY_UNITS)) {
        capacityUnits = envelope.doubleValue();
      } else {
        envelope.skip();
      }
    }
    capacityEnd = envelope.position();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

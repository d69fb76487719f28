package dev.stator.item.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import dev.stator.item.json.ReferenceItems.Page;
import dev.stator.item.json.ReferenceJson.Arr;
import dev.stator.item.json.ReferenceJson.Bool;
import dev.stator.item.json.ReferenceJson.Member;
import dev.stator.item.json.ReferenceJson.Node;
import dev.stator.item.json.ReferenceJson.Null;
import dev.stator.item.json.ReferenceJson.Num;
import dev.stator.item.json.ReferenceJson.Obj;
import dev.stator.item.json.ReferenceJson.Refused;
import dev.stator.item.json.ReferenceJson.Str;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the fast readers equal to the reference on one text: the same value, or both refuse. Each
 * text is read from an array that ends where the text ends, and from inside larger arrays whose
 * other bytes would change the result of whoever looked at them.
 */
final class Agreement {
  /** What stands around the text: to close it, to go on with it, or to be no text at all. */
  private static final byte[] AROUND = {'"', '}', '0', ' ', '\\', (byte) 0xBF, 'A'};

  private static final String MEMBER_TWICE = "the set holds a member twice";

  private static final class Slice {
    private final byte[] array;
    private final int offset;
    private final int length;

    Slice(byte[] array, int offset, int length) {
      this.array = array;
      this.offset = offset;
      this.length = length;
    }
  }

  private Agreement() {}

  /** What remains of a text: how a caller may pass it. */
  private enum Passing {
    BUILD,
    SKIP,
    LEAVE_ALONE
  }

  static void onItem(byte[] json) {
    Item expected = orRefused(() -> ReferenceItems.item(json));
    for (Slice slice : slices(json)) {
      Item read = orMalformed(slice, s -> ItemJson.read(s.array, s.offset, s.length), expected);
      assertSame(read, expected, json);
      assertPassingAgrees(slice, json);
    }
  }

  /**
   * Skipping, rendering and digesting refuse what building refuses; except that only building
   * compares a set's members.
   */
  private static void assertPassingAgrees(Slice slice, byte[] json) {
    String built = problem(slice, reader -> reader.item());
    String skipped = problem(slice, ItemReader::skipItem);
    if (!MEMBER_TWICE.equals(built)) {
      assertSame(skipped, built, json);
    }
    assertSame(
        problem(slice, reader -> PlainJson.writeItem(reader, new Utf8Buffer(16))), skipped, json);
    assertSame(problem(slice, reader -> new ItemDigest().addItem(reader)), skipped, json);
  }

  private interface Pass {
    void pass(ItemReader reader);
  }

  private static @Nullable String problem(Slice slice, Pass pass) {
    ItemReader reader = new ItemReader().reset(slice.array, slice.offset, slice.length);
    try {
      pass.pass(reader);
      reader.endDocument();
      return null;
    } catch (MalformedJsonException e) {
      return e.problem();
    }
  }

  static void onPage(byte[] json) {
    Page expected = orRefused(() -> ReferenceItems.page(json));
    for (Slice slice : slices(json)) {
      Page built = orMalformed(slice, s -> page(s, Passing.BUILD), expected);
      assertSame(built, expected, json);
      if (expected != null) {
        for (Passing passing : List.of(Passing.SKIP, Passing.LEAVE_ALONE)) {
          assertSame(page(slice, passing), expected, json);
        }
      }
    }
  }

  private static Page page(Slice slice, Passing passing) {
    PageReader page = new PageReader().reset(slice.array, slice.offset, slice.length);
    List<int[]> places = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    int previous = -1;
    while (page.nextItem()) {
      if (passing == Passing.BUILD) {
        items.add(page.item().item());
      } else if (passing == Passing.SKIP) {
        page.item().skipItem();
        places.add(new int[] {page.itemStart(), page.item().position()});
      } else {
        // The end of an item left alone is not told: found again by another reader.
        ItemReader again = new ItemReader();
        again.reset(slice.array, page.itemStart(), slice.offset + slice.length - page.itemStart());
        again.skipItem();
        places.add(new int[] {page.itemStart(), again.position()});
      }
      assertThat(page.itemStart()).isGreaterThan(previous);
      previous = page.itemStart();
    }
    for (int[] place : places) {
      items.add(ItemJson.read(slice.array, place[0], place[1] - place[0]));
    }
    assertThat(page.items()).isEqualTo(items.size());
    Item key =
        page.hasLastEvaluatedKey()
            ? ItemJson.read(
                slice.array,
                page.lastEvaluatedKeyStart(),
                page.lastEvaluatedKeyEnd() - page.lastEvaluatedKeyStart())
            : null;
    return new Page(items, page.count(), page.scannedCount(), key, page.consumedCapacityUnits());
  }

  static void onJson(byte[] json) {
    Node expected = orRefused(() -> ReferenceJson.parse(json, JsonReader.MAX_DEPTH));
    for (Slice slice : slices(json)) {
      Node read = orMalformed(slice, Agreement::tree, expected);
      assertSame(read, expected, json);
      Node skipped = orMalformed(slice, s -> skip(s) ? expected : null, expected);
      assertSame(skipped, expected, json);
    }
  }

  private static boolean skip(Slice slice) {
    JsonReader reader = new JsonReader().reset(slice.array, slice.offset, slice.length);
    reader.skip();
    reader.endDocument();
    return true;
  }

  private static Node tree(Slice slice) {
    JsonReader reader = new JsonReader().reset(slice.array, slice.offset, slice.length);
    Node tree = node(reader, slice.array);
    reader.endDocument();
    return tree;
  }

  private static Node node(JsonReader reader, byte[] array) {
    return switch (reader.peek()) {
      case OBJECT -> {
        List<Member> members = new ArrayList<>();
        reader.beginObject();
        while (reader.nextName()) {
          String name = reader.name();
          assertThat(reader.nameIs(name.getBytes(StandardCharsets.UTF_8))).isTrue();
          members.add(new Member(name, node(reader, array)));
        }
        yield new Obj(members);
      }
      case ARRAY -> {
        List<Node> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.nextElement()) {
          elements.add(node(reader, array));
        }
        yield new Arr(elements);
      }
      case STRING -> new Str(reader.string());
      case NUMBER -> {
        reader.skip();
        byte[] number = Arrays.copyOfRange(array, reader.valueStart(), reader.valueEnd());
        yield new Num(new String(number, StandardCharsets.US_ASCII));
      }
      case BOOLEAN -> new Bool(reader.booleanValue());
      case NULL -> {
        reader.nullValue();
        yield new Null();
      }
    };
  }

  private static List<Slice> slices(byte[] json) {
    List<Slice> slices = new ArrayList<>();
    slices.add(new Slice(json, 0, json.length));
    int turn = Arrays.hashCode(json);
    for (int i = 0; i < 2; i++) {
      byte around = AROUND[Math.floorMod(turn + i, AROUND.length)];
      int before = Math.floorMod(turn >>> 8, 9) + i;
      byte[] larger = new byte[before + json.length + 9 + i];
      Arrays.fill(larger, around);
      System.arraycopy(json, 0, larger, before, json.length);
      slices.add(new Slice(larger, before, json.length));
    }
    return slices;
  }

  private static <T> @Nullable T orRefused(Supplier<T> read) {
    try {
      return read.get();
    } catch (Refused e) {
      return null;
    }
  }

  private static <T> @Nullable T orMalformed(
      Slice slice, Function<Slice, @Nullable T> read, @Nullable T expected) {
    try {
      return read.apply(slice);
    } catch (MalformedJsonException e) {
      assertThat(e.path()).startsWith("$");
      assertThat(e.offset()).isBetween(0, slice.length);
      if (expected != null) {
        throw e; // Says what the fast reader did not like.
      }
      return null;
    }
  }

  /** As an assertion of AssertJ, which is too slow for some hundred thousand of them. */
  private static void assertSame(@Nullable Object actual, @Nullable Object expected, byte[] json) {
    if (!Objects.equals(actual, expected)) {
      throw new AssertionError(
          "expected " + expected + " but was " + actual + " for " + text(json));
    }
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.ISO_8859_1);
  }
}

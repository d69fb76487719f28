package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A concrete syntax tree in seven parallel arrays: a node is an index, node 0 is the root, children
 * follow their parent. Offsets are UTF-8 bytes into the source. Only named nodes and tokens that
 * fill a field (operators) are kept.
 */
final class SyntaxTree {
  /** The kind of a stretch that the grammar could not place. */
  static final String ERROR = "ERROR";

  static final int NONE = -1;

  /** Of ordinary code; what is denser makes the arrays grow. */
  private static final int BYTES_A_NODE = 7;

  private final byte[] source;
  private final String[] kinds;
  private final String[] fields;
  private int size;
  private short[] kind;
  private byte[] field;
  private int[] start;
  private int[] end;
  private int[] first;
  private int[] next;
  private boolean broken;
  private int cut = NONE;

  /**
   * @param kinds the grammar's name of each kind; the last one is {@link #ERROR}
   * @param fields the grammar's name of each field; field 0 is none
   */
  SyntaxTree(byte[] source, String[] kinds, String[] fields) {
    this.source = source;
    this.kinds = kinds;
    this.fields = fields;
    int expected = 64 + source.length / BYTES_A_NODE;
    this.kind = new short[expected];
    this.field = new byte[expected];
    this.start = new int[expected];
    this.end = new int[expected];
    this.first = new int[expected];
    this.next = new int[expected];
  }

  int add(int parent, int previous, int nodeKind, int nodeField, int from, int to) {
    int node = size++;
    if (node == kind.length) {
      int capacity = node * 2;
      kind = Arrays.copyOf(kind, capacity);
      field = Arrays.copyOf(field, capacity);
      start = Arrays.copyOf(start, capacity);
      end = Arrays.copyOf(end, capacity);
      first = Arrays.copyOf(first, capacity);
      next = Arrays.copyOf(next, capacity);
    }
    boolean error = nodeKind < 0 || nodeKind >= kinds.length - 1;
    broken |= error;
    kind[node] = (short) (error ? kinds.length - 1 : nodeKind);
    field[node] = (byte) nodeField;
    start[node] = from;
    end[node] = to;
    first[node] = NONE;
    next[node] = NONE;
    if (previous != NONE) {
      next[previous] = node;
    } else if (parent != NONE) {
      first[parent] = node;
    }
    return node;
  }

  /**
   * Drops the last nodes.
   *
   * @param from the first of them, added to the same parent and after the same sibling
   */
  void forget(int from, int parent, int previous) {
    size = from;
    if (previous != NONE) {
      next[previous] = NONE;
    } else if (parent != NONE) {
      first[parent] = NONE;
    }
  }

  void markBroken() {
    broken = true;
  }

  /** Whether the grammar could not place some of the source. */
  boolean broken() {
    return broken;
  }

  /** Says that what begins at an offset is nested too deep to be read. */
  void markCut(int offset) {
    cut = cut == NONE ? offset : Math.min(cut, offset);
  }

  /** Where the first part begins that is nested too deep to be read; {@link #NONE} for nowhere. */
  int cut() {
    return cut;
  }

  int size() {
    return size;
  }

  byte[] source() {
    return source;
  }

  String kind(int node) {
    return kinds[kind[node]];
  }

  /** The grammar's number of the kind. */
  int symbol(int node) {
    return kind[node];
  }

  boolean is(int node, String name) {
    return kind(node).equals(name);
  }

  int start(int node) {
    return start[node];
  }

  int first(int node) {
    return first[node];
  }

  int next(int node) {
    return next[node];
  }

  /** The name of the field that a node fills; empty for none. */
  String fieldName(int node) {
    return fields[field[node]];
  }

  boolean inField(int node, String name) {
    return name.equals(fields[field[node]]);
  }

  /** The first child in the field, or {@link #NONE}. */
  int child(int node, String name) {
    for (int child = first[node]; child != NONE; child = next[child]) {
      if (inField(child, name)) {
        return child;
      }
    }
    return NONE;
  }

  /** The first child of the kind, or {@link #NONE}. */
  int childOfKind(int node, String name) {
    for (int child = first[node]; child != NONE; child = next[child]) {
      if (is(child, name)) {
        return child;
      }
    }
    return NONE;
  }

  /** The source of a node; empty for composite kinds whose end the parser did not keep. */
  String text(int node) {
    if (end[node] < start[node]) {
      return "";
    }
    return new String(source, start[node], end[node] - start[node], UTF_8);
  }

  /** How many bytes of source a node has; 0 where the parser did not keep its end. */
  int length(int node) {
    return Math.max(0, end[node] - start[node]);
  }

  /** A stretch of the source; empty where it ends before it begins. */
  String between(int from, int to) {
    return to <= from ? "" : new String(source, from, to - from, UTF_8);
  }

  @Nullable String textOf(int node, String fieldName) {
    int child = child(node, fieldName);
    return child == NONE ? null : text(child);
  }
}

package dev.stator.lineage;

import dev.stator.lineage.PythonGrammar.Treatment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTreeCursor;

/**
 * Copies one native tree with a cursor, without recursion: nesting is the input's to choose.
 *
 * <p>Walking costs and asking is dear: to say what a node is and where it begins, the binding makes
 * an object and looks up its class and every field by name, which takes longer than the parser
 * needs for the node. So a node is only asked what the copy cannot tell. The cursor passes every
 * token in the order of the source; where the end of one is known, the next begins after the
 * blanks. What stands there, and what the cursor tells for nothing (whether there are children,
 * which field is filled), is then enough for most: a comma is a comma, a word without children is a
 * name, a node whose first child fills the field {@code function} is a call, and a string ends at
 * its quotes. Wherever the end of a token is not certain, the next node is asked. What {@link
 * PlainPython} can read to its end is not even walked: the cursor passes it in one step.
 *
 * <p>A tree with errors has tokens that are not in the text, so there every node is asked. That
 * slow way is also what tests compare the fast one with: a grammar with other fields or other
 * tokens shows there.
 */
final class TreeCopy {
  private static final int UNKNOWN = -1;
  private static final int OPEN = PythonClues.OPEN;

  private final PythonGrammar grammar;
  private final PythonSymbols kinds;
  private final PythonClues clues;
  private final TSTreeCursor cursor;
  private final SyntaxTree copy;
  private final byte[] source;
  private final boolean reckons;
  private final @Nullable PlainPython plain;

  private int depth;
  private int[] parents = new int[64];
  private int[] last = new int[64];
  private int[] symbols = new int[64];

  /** Where the last token ended, where that is known. */
  private int at;

  /** The depth from which nothing is reckoned: inside a string blanks are content. */
  private int blind = Integer.MAX_VALUE;

  /** The field of the node that the cursor is at, where it was asked already. */
  private int field = UNKNOWN;

  /** Whether the node that the cursor is at is the first child of its parent. */
  private boolean first;

  /** Whether it is certain that no sibling follows. */
  private boolean isLast;

  private boolean doubtful;

  TreeCopy(
      PythonGrammar grammar,
      PythonClues clues,
      TSTreeCursor cursor,
      SyntaxTree copy,
      boolean reckons) {
    this.grammar = grammar;
    this.kinds = grammar.symbols;
    this.clues = clues;
    this.cursor = cursor;
    this.copy = copy;
    this.source = copy.source();
    this.reckons = reckons;
    this.plain = reckons ? new PlainPython(kinds, clues, copy) : null;
    this.at = reckons ? 0 : UNKNOWN;
    parents[0] = SyntaxTree.NONE;
    last[0] = SyntaxTree.NONE;
    symbols[0] = grammar.known(UNKNOWN);
  }

  /** False when the tree turned out to be other than the text told, and the copy is no good. */
  boolean run() {
    while (!doubtful) {
      boolean descended = visit();
      field = descended ? field : UNKNOWN;
      first = descended;
      boolean more = descended;
      while (!more) {
        more = !isLast && cursor.gotoNextSibling();
        isLast = false;
        if (!more && (!cursor.gotoParent() || --depth < 0)) {
          return !doubtful;
        }
      }
    }
    return false;
  }

  /** Copies the node that the cursor is at; true when the cursor went to its first child. */
  private boolean visit() {
    int parent = symbols[depth];
    int start = reckoned();
    if (start != UNKNOWN && isPassed(start, parent)) {
      return false;
    }
    if (field == UNKNOWN) {
      boolean asks = grammar.hasFields(parent);
      field = asks && !clues.isStatement(source, start, parent) ? cursor.currentFieldId() : 0;
    }
    if (field == 0 && (grammar.allInFields(parent) || (reckons && clues.allInFields(parent)))) {
      at = PythonTokens.end(source, start);
      return false;
    }
    if (start == UNKNOWN) {
      return asked(UNKNOWN);
    }
    return !plain(start, parent) && told(start, parent);
  }

  /** Passes what is not copied: punctuation, comments and the token that its parent begins with. */
  private boolean isPassed(int start, int parent) {
    byte token = source[start];
    byte next = start + 1 < source.length ? source[start + 1] : 0;
    if (first && grammar.openedByToken(parent) && start == copy.start(parents[depth])) {
      at = PythonTokens.end(source, start);
    } else if (PythonTokens.closes(token) || clues.separates(token, next, parent)) {
      at = start + 1;
      isLast = (token == ')' || token == ']' || token == '}') && grammar.openedByToken(parent);
    } else if (clues.isComment(token, parent)) {
      at = PythonTokens.endOfLine(source, start);
    } else {
      return false;
    }
    return true;
  }

  private boolean told(int start, int parent) {
    byte token = source[start];
    int operator = clues.operator(source, start, field);
    if (operator != OPEN) {
      at = start + grammar.lengthAt(operator, source, start);
      add(operator, start, at);
      return false;
    }
    int symbol = clues.byToken(field, parent, token);
    if (symbol != OPEN) {
      return entered(symbol, start);
    } else if (clues.isArguments(field, token)) {
      return arguments(start);
    }
    int end = PythonTokens.endOfWord(source, start);
    if (end != UNKNOWN && PythonTokens.isQuote(source, end)) {
      return string(start);
    }
    if (end > start) {
      return word(start, end);
    }
    int number = PythonTokens.endOfInteger(source, start);
    return number == UNKNOWN ? asked(start) : number(start, number);
  }

  /** Copies a node without asking, if the text alone tells all of it. */
  private boolean plain(int start, int parent) {
    int added = copy.size();
    int end = plain == null ? OPEN : plain.read(start, parent, field, parents[depth], last[depth]);
    if (end == OPEN) {
      return false;
    }
    last[depth] = added;
    at = end;
    return true;
  }

  private boolean number(int start, int end) {
    if (cursor.gotoFirstChild()) {
      cursor.gotoParent();
      return asked(start);
    }
    add(kinds.integer, start, end);
    at = end;
    return false;
  }

  /** Arguments, unless what stands between the brackets fills a field. */
  private boolean arguments(int start) {
    int after = PythonTokens.next(source, start + 1);
    if (after == UNKNOWN || source[after] == '#') {
      return asked(start);
    }
    cursor.gotoFirstChild();
    cursor.gotoNextSibling();
    if (cursor.currentFieldId() != 0) {
      cursor.gotoParent();
      return asked(start);
    }
    push(add(kinds.argumentList, start, UNKNOWN), kinds.argumentList);
    field = 0;
    at = start + 1;
    return true;
  }

  private boolean string(int start) {
    PythonTokens.Quoted string = PythonTokens.string(source, start);
    if (string == null) {
      return asked(start);
    }
    int symbol = clues.byString(source, string.after(), symbols[depth], field);
    if (symbol == kinds.string) {
      add(string, start);
      return false;
    }
    return symbol == OPEN ? asked(start) : entered(symbol, start);
  }

  private int reckoned() {
    if (depth >= blind) {
      return UNKNOWN;
    } else if (blind < Integer.MAX_VALUE) {
      blind = Integer.MAX_VALUE;
      at = UNKNOWN;
    }
    return PythonTokens.next(source, at);
  }

  private boolean word(int start, int end) {
    int parent = symbols[depth];
    int begun = clues.byWord(source, start, end, parent, field);
    if (begun != OPEN) {
      return entered(begun, start);
    }
    int leaf = clues.leaf(source, start, end);
    if (leaf == OPEN || parent == kinds.expressionStatement) {
      return asked(start);
    }
    boolean name = clues.isNameField(field, parent);
    if (name || !cursor.gotoFirstChild()) {
      isLast = name && parent == kinds.attribute;
      add(leaf, start, leaf == kinds.identifier ? end : UNKNOWN);
      at = end;
      return false;
    }
    int inner = cursor.currentFieldId();
    int symbol = clues.byFirstField(inner, parent, source, end);
    if (symbol == OPEN) {
      cursor.gotoParent();
      return asked(start);
    }
    push(add(symbol, start, UNKNOWN), symbol);
    field = inner;
    at = start;
    return true;
  }

  private boolean asked(int reckoned) {
    TSNode node = cursor.currentNode();
    int symbol = grammar.known(Unchecked.symbol(node));
    Treatment how = grammar.treatment(symbol);
    if (how == Treatment.SKIP || (how == Treatment.KEEP_IN_FIELD && field == 0)) {
      at = endOfSkipped(symbol, reckoned);
      return false;
    }
    int start =
        reckoned == UNKNOWN || grammar.mayBeginBlank(symbol) ? Unchecked.start(node) : reckoned;
    if (how != Treatment.KEEP) {
      int end = how == Treatment.KEEP_NAME ? PythonTokens.endOfWord(source, start) : UNKNOWN;
      end = end == UNKNOWN ? Unchecked.end(node) : end;
      add(symbol, start, end);
      at = reckons ? end : UNKNOWN;
      return false;
    }
    PythonTokens.Quoted string =
        symbol == kinds.string && reckons ? PythonTokens.string(source, start) : null;
    if (string != null) {
      add(string, start);
      return false;
    }
    int added = add(symbol, start, grammar.hasText(symbol) ? Unchecked.end(node) : UNKNOWN);
    if (!cursor.gotoFirstChild()) {
      at = UNKNOWN;
      return false;
    }
    push(added, symbol);
    field = UNKNOWN;
    if (symbol == kinds.string) {
      blind = Math.min(blind, depth);
    }
    if (!grammar.mayBeginBlank(symbol)) {
      at = reckons ? start : UNKNOWN;
    }
    return true;
  }

  private int endOfSkipped(int symbol, int start) {
    if (start == UNKNOWN) {
      return UNKNOWN;
    } else if (symbol == kinds.comment) {
      return PythonTokens.endOfLine(source, start);
    }
    int length = grammar.lengthAt(symbol, source, start);
    return length == 0 ? UNKNOWN : start + length;
  }

  private void add(PythonTokens.Quoted string, int start) {
    int added = add(kinds.string, start, UNKNOWN);
    if (string.end() > string.content()) {
      copy.add(added, SyntaxTree.NONE, kinds.stringContent, 0, string.content(), string.end());
    }
    at = string.after();
  }

  private boolean entered(int symbol, int start) {
    int added = add(symbol, start, UNKNOWN);
    if (!cursor.gotoFirstChild()) {
      doubtful = true;
      return false;
    }
    push(added, symbol);
    field = UNKNOWN;
    at = start;
    return true;
  }

  private int add(int symbol, int start, int end) {
    int added = copy.add(parents[depth], last[depth], symbol, field, start, end);
    last[depth] = added;
    return added;
  }

  private void push(int node, int symbol) {
    depth++;
    if (depth == parents.length) {
      parents = Arrays.copyOf(parents, depth * 2);
      last = Arrays.copyOf(last, depth * 2);
      symbols = Arrays.copyOf(symbols, depth * 2);
    }
    parents[depth] = node;
    last[depth] = SyntaxTree.NONE;
    symbols[depth] = symbol;
  }

  /**
   * The accessors of a node without the call by which the library first asks whether the node is
   * null, which a cursor's never is: that is a crossing of JNI before each crossing.
   */
  private static final class Unchecked extends TSParser {
    static int symbol(TSNode node) {
      return ts_node_symbol(node);
    }

    static int start(TSNode node) {
      return ts_node_start_byte(node);
    }

    static int end(TSNode node) {
      return ts_node_end_byte(node);
    }
  }
}

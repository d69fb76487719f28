package dev.stator.lineage;

import java.util.Arrays;

/**
 * Reads expressions that the text alone tells: names, strings and whole numbers, their attributes,
 * calls and subscripts, and the lists, tuples and dictionaries of these. Gives up at anything else,
 * such as an operator or a comprehension; what was added by then is the caller's to forget.
 *
 * <p>Of {@code a.b(c)[d]} the last link is the outermost node, and a node comes before its
 * children. So the links of such a chain are looked for first, from bracket to closing bracket, and
 * added from the last to the first. A bracket that has something else in it is remembered, so that
 * it is not read again within each of those around it.
 */
final class PlainExpressions {
  private static final int OPEN = PythonClues.OPEN;
  private static final int UNKNOWN = -1;
  private static final int DEEPEST = 50;

  private final PythonSymbols symbols;
  private final PythonClues clues;
  private final SyntaxTree copy;
  private final byte[] source;
  private final Brackets brackets;

  /** The links of the chains that are being read, by where they begin. */
  private int[] links = new int[32];

  private int linked;

  /** How many brackets there are around: within one a line has no end. */
  private int depth;

  PlainExpressions(PythonSymbols symbols, PythonClues clues, SyntaxTree copy) {
    this.symbols = symbols;
    this.clues = clues;
    this.copy = copy;
    this.source = copy.source();
    this.brackets = new Brackets(source);
  }

  /**
   * Forgets what was read so far.
   *
   * @param bracketed whether what is read next stands in brackets, where a line has no end
   */
  void begin(boolean bracketed) {
    linked = 0;
    depth = bracketed ? 1 : 0;
  }

  private byte at(int place) {
    return place < source.length ? source[place] : 0;
  }

  /** The next place that is neither blank nor a comment, in the same line unless in brackets. */
  int skip(int from) {
    return depth > 0
        ? PythonTokens.nextInBrackets(source, from)
        : PythonTokens.nextInLine(source, from);
  }

  /** An expression, or what else stands between commas where the parent is of a kind. */
  int element(int start, int kind, int field, int parent, int previous) {
    if (at(start) == '*') {
      return field == 0 ? splat(start, parent, previous) : OPEN;
    } else if (kind == symbols.dictionary) {
      int pair = copy.add(parent, previous, symbols.pair, 0, start, UNKNOWN);
      int key = copy.size();
      int colon = expression(start, symbols.keyField, pair);
      colon = colon == OPEN ? OPEN : skip(colon);
      return colon != OPEN && at(colon) == ':' && at(colon + 1) != '='
          ? expression(skip(colon + 1), symbols.valueField, pair, key)
          : OPEN;
    }
    int name = kind == symbols.argumentList ? PythonTokens.endOfWord(source, start) : OPEN;
    int sign = name > start ? skip(name) : OPEN;
    if (sign == OPEN || at(sign) != '=' || at(sign + 1) == '=') {
      return expression(start, field, parent, previous);
    }
    int argument = copy.add(parent, previous, symbols.keywordArgument, 0, start, UNKNOWN);
    int named =
        copy.add(argument, SyntaxTree.NONE, symbols.identifier, symbols.nameField, start, name);
    return expression(skip(sign + 1), symbols.valueField, argument, named);
  }

  /** A name that is unpacked; what links after it would belong to, the grammar decides oddly. */
  private int splat(int start, int parent, int previous) {
    boolean twice = at(start + 1) == '*';
    int symbol = twice ? symbols.dictionarySplat : symbols.listSplat;
    int splat = copy.add(parent, previous, symbol, 0, start, UNKNOWN);
    int end = expression(skip(start + (twice ? 2 : 1)), 0, splat);
    return copy.size() == splat + 2 ? end : OPEN;
  }

  int expression(int start, int field, int parent) {
    return expression(start, field, parent, SyntaxTree.NONE);
  }

  /** Adds an expression; where it ends, or {@link #OPEN}. */
  int expression(int start, int field, int parent, int previous) {
    int from = linked;
    int end = chain(start);
    return end != OPEN && add(start, from, field, parent, previous) ? end : OPEN;
  }

  /** Where an expression ends; what it is chained of is then among the links. */
  int chain(int start) {
    int end = endOfAtom(start);
    while (end != OPEN) {
      int link = skip(end);
      if (at(link) == '.') {
        int name = skip(link + 1);
        end = name < source.length ? PythonTokens.endOfWord(source, name) : OPEN;
        end = end > name ? end : OPEN;
      } else if (at(link) == '(' || at(link) == '[') {
        end = brackets.after(link);
      } else {
        return end;
      }
      if (linked == links.length) {
        links = Arrays.copyOf(links, linked * 2);
      }
      links[linked++] = link;
    }
    return OPEN;
  }

  private int endOfAtom(int start) {
    byte first = at(start);
    if (Brackets.opens(first)) {
      return brackets.after(start);
    } else if (first >= '0' && first <= '9') {
      return PythonTokens.endOfInteger(source, start);
    } else if (!PythonTokens.isWord(first) && !PythonTokens.isQuote(source, start)) {
      return OPEN;
    }
    int end = PythonTokens.endOfWord(source, start);
    if (end != UNKNOWN && PythonTokens.isQuote(source, end)) {
      PythonTokens.Quoted string = PythonTokens.string(source, start);
      return string == null ? OPEN : string.after();
    }
    return end == UNKNOWN || clues.leaf(source, start, end) == OPEN ? OPEN : end;
  }

  /** Whether the chain that was looked for last has links. */
  boolean isChained() {
    return linked > 0;
  }

  /** Adds the expression whose chain was looked for last; false when not all in it is plain. */
  boolean add(int start, int field, int parent, int previous) {
    return add(start, 0, field, parent, previous);
  }

  /** Adds an expression whose links are known, and forgets these; false when not all is plain. */
  private boolean add(int start, int from, int field, int parent, int previous) {
    int to = linked;
    int owner = parent;
    int before = previous;
    int fills = field;
    for (int i = to - 1; i >= from; i--) {
      byte link = source[links[i]];
      boolean called = link == '(';
      boolean named = link == '.';
      int symbol = called ? symbols.call : named ? symbols.attribute : symbols.subscript;
      owner = copy.add(owner, before, symbol, fills, start, UNKNOWN);
      before = SyntaxTree.NONE;
      fills = called ? symbols.functionField : named ? symbols.objectField : symbols.valueField;
    }
    before = copy.size();
    boolean plain = atom(start, fills, owner, to == from ? previous : SyntaxTree.NONE);
    for (int i = from; plain && i < to; i++) {
      plain = link(links[i], owner, before);
      before = owner--;
    }
    linked = from;
    return plain;
  }

  private boolean atom(int start, int field, int parent, int previous) {
    byte first = source[start];
    if (Brackets.opens(first)) {
      depth++;
      int kind = bracketed(start);
      depth--;
      int node = kind == OPEN ? OPEN : copy.add(parent, previous, kind, field, start, UNKNOWN);
      return node != OPEN && elements(start, kind, 0, node, SyntaxTree.NONE);
    } else if (first >= '0' && first <= '9') {
      int end = PythonTokens.endOfInteger(source, start);
      copy.add(parent, previous, symbols.integer, field, start, end);
      return true;
    }
    int end = PythonTokens.endOfWord(source, start);
    PythonTokens.Quoted string =
        PythonTokens.isQuote(source, end) ? PythonTokens.string(source, start) : null;
    if (string != null) {
      add(string, start, field, parent, previous);
    } else {
      int leaf = clues.leaf(source, start, end);
      copy.add(parent, previous, leaf, field, start, leaf == symbols.identifier ? end : UNKNOWN);
    }
    return true;
  }

  /** Adds a string and its content. */
  int add(PythonTokens.Quoted string, int start, int field, int parent, int previous) {
    int added = copy.add(parent, previous, symbols.string, field, start, UNKNOWN);
    if (string.end() > string.content()) {
      copy.add(added, SyntaxTree.NONE, symbols.stringContent, 0, string.content(), string.end());
    }
    return added;
  }

  /** What a bracket begins that is not of a chain, by what is after the first thing in it. */
  private int bracketed(int open) {
    int first = skip(open + 1);
    boolean empty = first == brackets.after(open) - 1;
    if (source[open] == '[') {
      return symbols.list;
    } else if (!empty && at(first) == '*') {
      return source[open] == '{' && at(first + 1) == '*' ? symbols.dictionary : OPEN;
    }
    int from = linked;
    int end = empty ? OPEN : chain(first);
    linked = from;
    byte next = end == OPEN ? 0 : at(skip(end));
    if (source[open] == '(') {
      return empty || next == ',' ? symbols.tuple : symbols.parenthesized;
    }
    return empty || next == ':' ? symbols.dictionary : symbols.set;
  }

  /** Adds what is in a bracket; a bracket where that fails is not tried again. */
  private boolean elements(int open, int kind, int field, int parent, int previous) {
    int close = brackets.after(open) - 1;
    int before = previous;
    depth++;
    int next = skip(open + 1);
    boolean plain = depth <= DEEPEST;
    while (plain && next < close) {
      int added = copy.size();
      int end = element(next, kind, field, parent, before);
      next = end == OPEN ? OPEN : skip(end);
      plain = next == close || (next != OPEN && source[next] == ',');
      next = next == close || !plain ? close : skip(next + 1);
      before = added;
    }
    depth--;
    if (!plain) {
      brackets.leaveOpen(open);
    }
    return plain;
  }

  /** Adds what a link has besides the expression that it follows. */
  private boolean link(int at, int parent, int previous) {
    if (source[at] == '.') {
      int name = skip(at + 1);
      int end = PythonTokens.endOfWord(source, name);
      copy.add(parent, previous, symbols.identifier, symbols.attributeField, name, end);
      return true;
    } else if (source[at] == '[') {
      return elements(at, symbols.subscript, symbols.subscriptField, parent, previous);
    }
    int arguments =
        copy.add(parent, previous, symbols.argumentList, symbols.argumentsField, at, UNKNOWN);
    return elements(at, symbols.argumentList, 0, arguments, SyntaxTree.NONE);
  }
}

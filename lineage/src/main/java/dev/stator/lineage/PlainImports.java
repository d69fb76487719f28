package dev.stator.lineage;

/**
 * Reads {@code import a.b, c as d} and {@code from .a import (b, c as d)}. Gives up at anything
 * else; what was added by then is the caller's to forget.
 */
final class PlainImports {
  private static final int OPEN = PythonClues.OPEN;
  private static final int UNKNOWN = -1;

  private final PythonSymbols symbols;
  private final PythonClues clues;
  private final SyntaxTree copy;
  private final byte[] source;

  PlainImports(PythonSymbols symbols, PythonClues clues, SyntaxTree copy) {
    this.symbols = symbols;
    this.clues = clues;
    this.copy = copy;
    this.source = copy.source();
  }

  /**
   * Adds a statement.
   *
   * @param word the end of its keyword
   * @return where it ends, or {@link #OPEN}
   */
  int read(int start, int word, int parent, int previous) {
    int first = PythonTokens.nextInLine(source, word);
    if (at(start) == 'i') {
      int statement = copy.add(parent, previous, symbols.importStatement, 0, start, UNKNOWN);
      return names(first, false, statement, SyntaxTree.NONE);
    }
    int statement = copy.add(parent, previous, symbols.importFromStatement, 0, start, UNKNOWN);
    int module = copy.size();
    int end = module(first, statement);
    int keyword = end == OPEN ? OPEN : PythonTokens.nextInLine(source, end);
    int names = keyword == OPEN ? OPEN : endOf(keyword, "import");
    if (names == OPEN) {
      return OPEN;
    }
    names = PythonTokens.nextInLine(source, names);
    return at(names) == '('
        ? names(next(names + 1, true), true, statement, module)
        : names(names, false, statement, module);
  }

  private int module(int start, int parent) {
    int dots = start;
    while (at(dots) == '.') {
      dots++;
    }
    int field = symbols.moduleNameField;
    int end = endOfDotted(dots);
    if (dots == start) {
      return end == OPEN ? OPEN : dotted(start, end, field, parent, SyntaxTree.NONE);
    } else if (end == OPEN) {
      end = dots;
    }
    copy.add(parent, SyntaxTree.NONE, symbols.relativeImport, field, start, end);
    return end;
  }

  private int names(int start, boolean bracketed, int parent, int previous) {
    int at = start;
    int before = previous;
    while (true) {
      int added = copy.size();
      int end = name(at, bracketed, parent, before);
      if (end == OPEN) {
        return OPEN;
      }
      before = added;
      at = next(end, bracketed);
      if (at(at) != ',') {
        return !bracketed ? end : at(at) == ')' ? at + 1 : OPEN;
      }
      at = next(at + 1, bracketed);
      if (bracketed && at(at) == ')') {
        return at + 1;
      }
    }
  }

  private int name(int start, boolean bracketed, int parent, int previous) {
    int field = symbols.nameField;
    int end = endOfDotted(start);
    int alias = end == OPEN ? OPEN : endOf(next(end, bracketed), "as");
    if (alias == OPEN) {
      return end == OPEN ? OPEN : dotted(start, end, field, parent, previous);
    }
    alias = next(alias, bracketed);
    int last = endOfName(alias);
    if (last == OPEN) {
      return OPEN;
    }
    int aliased = copy.add(parent, previous, symbols.aliasedImport, field, start, last);
    int name = copy.size();
    dotted(start, end, field, aliased, SyntaxTree.NONE);
    copy.add(aliased, name, symbols.identifier, symbols.aliasField, alias, last);
    return last;
  }

  private int dotted(int start, int end, int field, int parent, int previous) {
    int dotted = copy.add(parent, previous, symbols.dottedName, field, start, end);
    int before = SyntaxTree.NONE;
    for (int at = start; at < end; at = endOfName(at) + 1) {
      before = copy.add(dotted, before, symbols.identifier, 0, at, endOfName(at));
    }
    return end;
  }

  /** The end of names with dots between them and no blanks; {@link #OPEN} if there are none. */
  private int endOfDotted(int start) {
    int end = endOfName(start);
    while (end != OPEN && at(end) == '.') {
      end = endOfName(end + 1);
    }
    return end;
  }

  private int endOfName(int start) {
    int end = start < source.length ? PythonTokens.endOfWord(source, start) : OPEN;
    return end > start && clues.leaf(source, start, end) == symbols.identifier ? end : OPEN;
  }

  private int endOf(int start, String keyword) {
    int end = start < source.length ? PythonTokens.endOfWord(source, start) : OPEN;
    return PythonTokens.isText(source, start, end, keyword) ? end : OPEN;
  }

  private int next(int from, boolean bracketed) {
    return bracketed
        ? PythonTokens.nextInBrackets(source, from)
        : PythonTokens.nextInLine(source, from);
  }

  private byte at(int place) {
    return place < source.length ? source[place] : 0;
  }
}

package dev.stator.lineage;

/**
 * Reads the parameters of a function whose types, if they have any, are names or strings. Gives up
 * at anything else; what was added by then is the caller's to forget.
 */
final class PlainParameters {
  private static final int OPEN = PythonClues.OPEN;
  private static final int UNKNOWN = -1;

  private final PythonSymbols symbols;
  private final PythonClues clues;
  private final SyntaxTree copy;
  private final byte[] source;
  private final PlainExpressions expressions;

  PlainParameters(
      PythonSymbols symbols, PythonClues clues, SyntaxTree copy, PlainExpressions expressions) {
    this.symbols = symbols;
    this.clues = clues;
    this.copy = copy;
    this.source = copy.source();
    this.expressions = expressions;
  }

  /** Adds the parameters whose bracket is at a place; where they end, or {@link #OPEN}. */
  int read(int bracket, int parent, int previous) {
    int field = symbols.parametersField;
    int node = copy.add(parent, previous, symbols.parameters, field, bracket, UNKNOWN);
    expressions.begin(true);
    int before = SyntaxTree.NONE;
    int at = expressions.skip(bracket + 1);
    while (at(at) != ')') {
      int added = copy.size();
      int end = parameter(at, node, before);
      if (end == OPEN) {
        return OPEN;
      }
      before = added;
      at = expressions.skip(end);
      if (at(at) == ',') {
        at = expressions.skip(at + 1);
      } else if (at(at) != ')') {
        return OPEN;
      }
    }
    return at + 1;
  }

  private int parameter(int start, int parent, int previous) {
    if (at(start) == '*') {
      boolean twice = at(start + 1) == '*';
      int name = expressions.skip(start + (twice ? 2 : 1));
      int end = endOfName(name);
      if (end != OPEN) {
        int kind = twice ? symbols.dictionarySplatPattern : symbols.listSplatPattern;
        int splat = copy.add(parent, previous, kind, 0, start, UNKNOWN);
        copy.add(splat, SyntaxTree.NONE, symbols.identifier, 0, name, end);
      }
      return end;
    }
    int end = endOfName(start);
    if (end == OPEN) {
      return OPEN;
    }
    int sign = expressions.skip(end);
    if (at(sign) == ':') {
      return typed(start, end, expressions.skip(sign + 1), parent, previous);
    } else if (at(sign) != '=') {
      copy.add(parent, previous, symbols.identifier, 0, start, end);
      return end;
    }
    int parameter = copy.add(parent, previous, symbols.defaultParameter, 0, start, UNKNOWN);
    int name = add(start, end, symbols.nameField, parameter);
    return value(sign, parameter, name);
  }

  private int typed(int start, int end, int type, int parent, int previous) {
    int last = expressions.chain(type);
    boolean bracketed = Brackets.opens(at(type));
    if (last == OPEN || bracketed || expressions.isChained()) {
      return OPEN;
    }
    int sign = expressions.skip(last);
    boolean valued = at(sign) == '=';
    int kind = valued ? symbols.typedDefaultParameter : symbols.typedParameter;
    int parameter = copy.add(parent, previous, kind, 0, start, UNKNOWN);
    int name = add(start, end, valued ? symbols.nameField : 0, parameter);
    int typeNode = copy.add(parameter, name, symbols.type, symbols.typeField, type, UNKNOWN);
    expressions.add(type, 0, typeNode, SyntaxTree.NONE);
    return valued ? value(sign, parameter, typeNode) : last;
  }

  private int value(int sign, int parameter, int previous) {
    int value = expressions.skip(sign + 1);
    return expressions.expression(value, symbols.valueField, parameter, previous);
  }

  private int add(int start, int end, int field, int parent) {
    return copy.add(parent, SyntaxTree.NONE, symbols.identifier, field, start, end);
  }

  private int endOfName(int start) {
    int end = start < source.length ? PythonTokens.endOfWord(source, start) : OPEN;
    return end > start && clues.leaf(source, start, end) == symbols.identifier ? end : OPEN;
  }

  private byte at(int place) {
    return place < source.length ? source[place] : 0;
  }
}

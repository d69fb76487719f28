package dev.stator.lineage;

import dev.stator.lineage.ExpressionEnds.End;

/**
 * Reads what the text alone tells: {@linkplain PlainExpressions plain expressions} where it is
 * certain that they end there, and the statements that evaluate, assign, return or import. That is
 * most of ordinary Python, and the parser need not be asked about any node of it.
 *
 * <p>Not a parser: it reads source in which the parser found no error, from where the parser found
 * a node to begin. An expression is over where a comma, a bracket, a colon or the line's end
 * follows, if none of these can be part of a greater one at that place; where that is not certain,
 * or something is not plain, nothing is added.
 */
final class PlainPython {
  /** What is not plain, and so has no end that is known. */
  static final int OPEN = PythonClues.OPEN;

  private static final int UNKNOWN = -1;

  private final PythonSymbols symbols;
  private final ExpressionEnds ends;
  private final SyntaxTree copy;
  private final byte[] source;
  private final PlainExpressions expressions;
  private final PlainImports imports;
  private final PlainParameters parameters;

  PlainPython(PythonSymbols symbols, PythonClues clues, SyntaxTree copy) {
    this.symbols = symbols;
    this.ends = clues.ends();
    this.copy = copy;
    this.source = copy.source();
    this.expressions = new PlainExpressions(symbols, clues, copy);
    this.imports = new PlainImports(symbols, clues, copy);
    this.parameters = new PlainParameters(symbols, clues, copy, expressions);
  }

  /**
   * Adds the node that begins at a place, if all of it is plain.
   *
   * @param kind of the node that it is a child of
   * @param field that it fills
   * @return where it ends, or {@link #OPEN} when nothing was added
   */
  int read(int start, int kind, int field, int parent, int previous) {
    int size = copy.size();
    End last = ends.of(kind, field);
    expressions.begin(last == End.ELEMENT);
    int end = OPEN;
    if (last != null) {
      end = expressions.element(start, kind, field, parent, previous);
      end = end != OPEN && ExpressionEnds.isOver(last, source, end) ? end : OPEN;
    } else if (kind == symbols.block || kind == symbols.module) {
      end = statement(start, parent, previous);
    } else if (field == symbols.parametersField && kind == symbols.functionDefinition) {
      end = parameters.read(start, parent, previous);
    } else {
      return OPEN;
    }
    if (end == OPEN) {
      copy.forget(size, parent, previous);
    }
    return end;
  }

  private int statement(int start, int parent, int previous) {
    int word = PythonTokens.endOfWord(source, start);
    if (PythonTokens.isText(source, start, word, "import")
        || PythonTokens.isText(source, start, word, "from")) {
      return line(imports.read(start, word, parent, previous));
    } else if (PythonTokens.isText(source, start, word, "return")) {
      int statement = copy.add(parent, previous, symbols.returnStatement, 0, start, UNKNOWN);
      return PythonTokens.isLineEnd(source, word)
          ? word
          : line(expressions.expression(expressions.skip(word), 0, statement));
    }
    int end = expressions.chain(start);
    if (end == OPEN) {
      return OPEN;
    }
    int statement = copy.add(parent, previous, symbols.expressionStatement, 0, start, UNKNOWN);
    if (PythonTokens.isLineEnd(source, end)) {
      return expressions.add(start, 0, statement, SyntaxTree.NONE) ? end : OPEN;
    } else if (word <= start || !PythonTokens.isAssigned(source, end)) {
      return OPEN;
    }
    int assignment = copy.add(statement, SyntaxTree.NONE, symbols.assignment, 0, start, UNKNOWN);
    int target = copy.size();
    if (!expressions.add(start, symbols.leftField, assignment, SyntaxTree.NONE)) {
      return OPEN;
    }
    int value = expressions.skip(expressions.skip(end) + 1);
    return line(expressions.expression(value, symbols.rightField, assignment, target));
  }

  private int line(int end) {
    return end != OPEN && PythonTokens.isLineEnd(source, end) ? end : OPEN;
  }
}

package dev.stator.lineage;

import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;

/**
 * Whether an expression is over, judged by where it stands and by what follows. The end of a name
 * or of a bracket may also be within a greater expression, {@code a} in {@code a + b}; it is not
 * where only something can follow that binds less than whatever may stand there. Immutable.
 */
final class ExpressionEnds {
  /** What ends an expression. */
  enum End {
    /** A comma or a closing bracket. */
    ELEMENT,
    LINE,
    COLON,
    /** The {@code for} of a comprehension. */
    FOR,
    /** What ends the right side of {@code and} and {@code or}. */
    CONDITION,
    /** Also {@code and}. */
    NEGATED,
    /** Also a comparison. */
    OPERAND
  }

  private final @Nullable End[] ends;

  /** By kind: the field that has to be filled, {@link #ANY} for all. */
  private final int[] fields;

  private static final int ANY = -1;

  ExpressionEnds(TSLanguage language) {
    int count = language.symbolCount() + 1;
    ends = new @Nullable End[count];
    fields = new int[count];
    put(language, End.ELEMENT, "", "argument_list", "dictionary", "if_clause", "list");
    put(language, End.ELEMENT, "", "parenthesized_expression", "set", "tuple");
    put(language, End.ELEMENT, null, "keyword_argument", "pair");
    put(language, End.ELEMENT, "subscript", "subscript");
    put(language, End.ELEMENT, "right", "for_in_clause");
    put(language, End.LINE, "", "decorator", "expression_statement", "raise_statement");
    put(language, End.LINE, "", "assert_statement", "return_statement");
    put(language, End.LINE, "right", "assignment", "augmented_assignment");
    put(language, End.COLON, "condition", "elif_clause", "if_statement", "while_statement");
    put(language, End.COLON, "right", "for_statement");
    put(language, End.FOR, "body", "generator_expression", "list_comprehension");
    put(language, End.FOR, "body", "set_comprehension");
    put(language, End.CONDITION, "right", "boolean_operator");
    put(language, End.NEGATED, "argument", "not_operator");
    put(language, End.OPERAND, "argument", "unary_operator");
    put(language, End.OPERAND, "right", "binary_operator");
    put(language, End.OPERAND, "", "comparison_operator");
  }

  private void put(TSLanguage language, End end, @Nullable String field, String... kinds) {
    for (String kind : kinds) {
      int symbol = language.symbolForName(kind, true);
      ends[symbol] = end;
      fields[symbol] = field == null ? ANY : field.isEmpty() ? 0 : language.fieldIdForName(field);
    }
  }

  /** What ends an expression that fills a field of a kind; null where that is not known. */
  @Nullable End of(int kind, int field) {
    return fields[kind] == ANY || fields[kind] == field ? ends[kind] : null;
  }

  /** Whether what follows a place ends an expression there. */
  static boolean isOver(End end, byte[] source, int from) {
    return switch (end) {
      case ELEMENT -> PythonTokens.isElementEnd(source, from);
      case LINE -> PythonTokens.isLineEnd(source, from);
      case COLON -> PythonTokens.isBeforeColon(source, from);
      default -> isOperandOver(end, source, from);
    };
  }

  private static boolean isOperandOver(End end, byte[] source, int from) {
    int at = PythonTokens.nextInBrackets(source, from);
    if (at == source.length) {
      return true;
    }
    int word = PythonTokens.endOfWord(source, at);
    if (word != at) {
      boolean prefix = word > at && PythonTokens.isQuote(source, word); // of a string that goes on
      return word > at && !prefix && isOver(end, source, from, at, word);
    } else if (end == End.FOR) {
      return false;
    }
    byte token = source[at];
    byte next = at + 1 < source.length ? source[at + 1] : 0;
    return switch (token) {
      case ',', ')', ']', '}' -> true;
      case ':' -> next != '=';
      case '=', '!' -> next == '=' && end == End.OPERAND;
      case '<', '>' -> next != token && end == End.OPERAND;
      default -> false;
    };
  }

  private static boolean isOver(End end, byte[] source, int from, int start, int word) {
    String text = PythonTokens.text(source, start, word);
    if (end == End.FOR) {
      return text.equals("for");
    }
    return switch (text) {
      case "else", "for", "if", "or" -> true;
      case "and" -> end != End.CONDITION;
      case "in", "is", "not" -> end == End.OPERAND;
      default -> PythonTokens.isLineEnd(source, from); // else it would be a syntax error
    };
  }
}

package dev.stator.lineage;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;
import org.treesitter.TSSymbolType;

/**
 * What a copy of a tree keeps of each kind of node of the Python grammar, by symbol numbers.
 * Immutable.
 */
final class PythonGrammar {
  /** What becomes of a node of a kind. */
  enum Treatment {
    SKIP,
    KEEP,
    /** An operator is kept where it fills a field. */
    KEEP_IN_FIELD,
    /** Kept with its text, without its children. */
    KEEP_WHOLE,
    KEEP_NAME
  }

  /** Kinds none of whose children fills a field: the most frequent ones need not be asked. */
  private static final Set<String> WITHOUT_FIELDS =
      Set.of(
          "module",
          "argument_list",
          "expression_statement",
          "expression_list",
          "pattern_list",
          "list",
          "tuple",
          "set",
          "dictionary",
          "parameters",
          "string",
          "concatenated_string",
          "parenthesized_expression",
          "return_statement",
          "dotted_name",
          "decorator",
          "type",
          "await",
          "with_clause");

  /**
   * Kinds all of whose children that matter fill a field: whatever fills none is punctuation or a
   * comment, and is passed without being asked what it is.
   */
  private static final Set<String> ALL_IN_FIELDS =
      Set.of(
          "attribute",
          "call",
          "assignment",
          "augmented_assignment",
          "keyword_argument",
          "binary_operator",
          "boolean_operator",
          "unary_operator",
          "not_operator",
          "subscript",
          "pair",
          "default_parameter",
          "typed_default_parameter",
          "named_expression",
          "function_definition",
          "while_statement");

  /** Composite kinds whose own text is read, so that their end is worth a call. */
  private static final Set<String> WITH_TEXT =
      Set.of(
          "dotted_name",
          "aliased_import",
          "slice",
          "yield",
          "type_conversion",
          "interpolation",
          "format_specifier",
          "format_expression",
          "generic_type",
          "union_type",
          "member_type",
          "wildcard_import",
          "as_pattern_target");

  /** Kinds whose first child is always their bracket or keyword. */
  private static final Set<String> OPENED_BY_TOKEN =
      Set.of(
          "argument_list",
          "parameters",
          "tuple",
          "tuple_pattern",
          "list",
          "list_pattern",
          "dictionary",
          "set",
          "parenthesized_expression",
          "generator_expression",
          "list_comprehension",
          "set_comprehension",
          "dictionary_comprehension",
          "if_statement",
          "elif_clause",
          "else_clause",
          "while_statement",
          "try_statement",
          "finally_clause",
          "return_statement",
          "raise_statement",
          "assert_statement",
          "delete_statement",
          "import_statement",
          "import_from_statement",
          "class_definition",
          "lambda",
          "not_operator",
          "await",
          "if_clause",
          "decorator");

  private final String[] kinds;
  private final String[] fields;
  private final Treatment[] treatments;
  private final boolean[] hasFields;
  private final boolean[] allInFields;
  private final boolean[] hasText;
  private final boolean[] openedByToken;
  private final boolean[] mayBeginBlank;

  final PythonSymbols symbols;

  PythonGrammar(TSLanguage language) {
    symbols = new PythonSymbols(language);
    int count = language.symbolCount();
    kinds = new String[count + 1];
    treatments = new Treatment[count + 1];
    hasFields = new boolean[count + 1];
    allInFields = new boolean[count + 1];
    hasText = new boolean[count + 1];
    openedByToken = new boolean[count + 1];
    mayBeginBlank = new boolean[count + 1];
    for (int symbol = 0; symbol < count; symbol++) {
      String kind = language.symbolName(symbol);
      boolean named = language.symbolType(symbol) == TSSymbolType.TSSymbolTypeRegular;
      kinds[symbol] = kind;
      treatments[symbol] = treatment(kind, named);
      hasFields[symbol] = !WITHOUT_FIELDS.contains(kind);
      allInFields[symbol] = named && ALL_IN_FIELDS.contains(kind);
      hasText[symbol] = WITH_TEXT.contains(kind);
      openedByToken[symbol] = named && OPENED_BY_TOKEN.contains(kind);
      mayBeginBlank[symbol] = kind.equals("module") || kind.equals("block");
    }
    kinds[count] = SyntaxTree.ERROR;
    treatments[count] = Treatment.KEEP;
    hasFields[count] = true;
    fields = new String[language.fieldCount() + 1];
    fields[0] = "";
    for (int field = 1; field < fields.length; field++) {
      fields[field] = language.fieldNameForId(field);
    }
  }

  private static Treatment treatment(String kind, boolean named) {
    if (named) {
      return switch (kind) {
        case "comment", "line_continuation", "string_start", "string_end" -> Treatment.SKIP;
        case "identifier" -> Treatment.KEEP_NAME;
        case "string_content", "escape_sequence", "integer", "float", "relative_import" ->
            Treatment.KEEP_WHOLE;
        default -> Treatment.KEEP;
      };
    }
    return isOperator(kind) ? Treatment.KEEP_IN_FIELD : Treatment.SKIP;
  }

  private static boolean isOperator(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return false;
    }
    return switch (name) {
      case "and", "or", "in", "not in", "is", "is not" -> true;
      case "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "->", "=", ":=" -> false;
      default ->
          !Character.isLetterOrDigit(name.charAt(0))
              && name.charAt(0) != '_'
              && name.charAt(0) != '"';
    };
  }

  SyntaxTree treeOf(byte[] source) {
    return new SyntaxTree(source, kinds, fields);
  }

  /** The number by which a symbol is known here: the grammar's own, or that of an error. */
  int known(int symbol) {
    return symbol < 0 || symbol >= kinds.length ? kinds.length - 1 : symbol;
  }

  Treatment treatment(int symbol) {
    return treatments[symbol];
  }

  /** How long the text of a symbol is that is always written the same; 0 for any other. */
  int lengthAt(int symbol, byte[] source, int start) {
    String text = kinds[symbol];
    if (start + text.length() > source.length) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      if (source[start + i] != text.charAt(i)) {
        return 0;
      }
    }
    return text.length();
  }

  boolean hasFields(int symbol) {
    return hasFields[symbol];
  }

  boolean allInFields(int symbol) {
    return allInFields[symbol];
  }

  boolean hasText(int symbol) {
    return hasText[symbol];
  }

  boolean openedByToken(int symbol) {
    return openedByToken[symbol];
  }

  /** Whether a node may begin before its first token: a block has its comments and indents. */
  boolean mayBeginBlank(int symbol) {
    return mayBeginBlank[symbol];
  }
}

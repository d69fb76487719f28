package dev.stator.lineage;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSSymbolType;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * Python by tree-sitter.
 *
 * <p>The native tree is a minefield, and this class is its fence. A node read after its tree was
 * closed kills the JVM, a tree left to the garbage collector leaks natively until the process is
 * gigabytes large, and every call on a node crosses JNI. So each parse opens, walks once with a
 * cursor (no recursion: nesting is the input's to choose), copies into a {@link SyntaxTree} and
 * closes, all in one method. Punctuation and comments, more than half of the nodes, are recognised
 * by symbol number and never asked anything else. Of the rest, what cannot fill a field is not
 * asked for one, and only what has a text of interest is asked where it ends.
 */
final class TreeSitterPython implements SourceParser {
  private static final int READ_BUFFER = 64 * 1024;

  private final TSLanguage language = new org.treesitter.TreeSitterPython();
  private final TSParser parser = new TSParser();
  private final byte[] buffer = new byte[READ_BUFFER];
  private final String[] kinds;
  private final String[] fields;
  private final byte[] treatment;
  private final boolean[] hasFields;
  private final boolean[] allInFields;
  private final boolean[] hasText;

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
          "generic_type",
          "union_type",
          "member_type",
          "wildcard_import",
          "as_pattern_target");

  private static final byte SKIP = 0;
  private static final byte KEEP = 1;
  private static final byte KEEP_IN_FIELD = 2;
  private static final byte KEEP_WHOLE = 3;
  private static final byte KEEP_NAME = 4;

  TreeSitterPython() {
    if (!parser.setLanguage(language)) {
      throw new IllegalStateException(
          "the Python grammar does not fit the tree-sitter runtime: their versions differ too much");
    }
    int count = language.symbolCount();
    kinds = new String[count + 1];
    treatment = new byte[count + 1];
    hasFields = new boolean[count + 1];
    allInFields = new boolean[count + 1];
    hasText = new boolean[count + 1];
    for (int symbol = 0; symbol < count; symbol++) {
      kinds[symbol] = language.symbolName(symbol);
      treatment[symbol] = treatment(kinds[symbol], language.symbolType(symbol));
    }
    for (int symbol = 0; symbol < count; symbol++) {
      hasFields[symbol] = !WITHOUT_FIELDS.contains(kinds[symbol]);
      allInFields[symbol] =
          ALL_IN_FIELDS.contains(kinds[symbol])
              && language.symbolType(symbol) == TSSymbolType.TSSymbolTypeRegular;
      hasText[symbol] = treatment[symbol] != KEEP || WITH_TEXT.contains(kinds[symbol]);
    }
    hasFields[count] = true;
    kinds[count] = SyntaxTree.ERROR;
    treatment[count] = KEEP;
    fields = new String[language.fieldCount() + 1];
    fields[0] = "";
    for (int field = 1; field < fields.length; field++) {
      fields[field] = language.fieldNameForId(field);
    }
  }

  private static byte treatment(String name, TSSymbolType type) {
    if (type == TSSymbolType.TSSymbolTypeRegular) {
      return switch (name) {
        case "comment", "line_continuation", "string_start", "string_end" -> SKIP;
        case "identifier" -> KEEP_NAME;
        case "string_content", "escape_sequence", "integer", "float", "relative_import" ->
            KEEP_WHOLE;
        default -> KEEP;
      };
    }
    return isOperator(name) ? KEEP_IN_FIELD : SKIP;
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

  @Override
  public SyntaxTree parse(byte[] utf8) {
    SyntaxTree copy = new SyntaxTree(utf8, kinds, fields);
    try (TSTree tree =
            parser.parse(
                buffer,
                null,
                (into, offset, position) -> read(utf8, into, offset),
                TSInputEncoding.TSInputEncodingUTF8);
        TSTreeCursor cursor = new TSTreeCursor(tree.getRootNode())) {
      if (tree.getRootNode().hasError()) {
        copy.markBroken();
      }
      walk(cursor, copy);
    } finally {
      parser.reset();
    }
    return copy;
  }

  private static int read(byte[] source, byte[] into, int offset) {
    int length = Math.min(into.length, source.length - offset);
    if (length <= 0) {
      return 0;
    }
    System.arraycopy(source, offset, into, 0, length);
    return length;
  }

  private void walk(TSTreeCursor cursor, SyntaxTree copy) {
    byte[] source = copy.source();
    int[] parents = new int[64];
    int[] last = new int[64];
    boolean[] fielded = new boolean[64];
    boolean[] allFielded = new boolean[64];
    int depth = 0;
    parents[0] = SyntaxTree.NONE;
    last[0] = SyntaxTree.NONE;
    while (true) {
      boolean descend = false;
      int field = allFielded[depth] ? cursor.currentFieldId() : 0;
      if (field != 0 || !allFielded[depth]) {
        TSNode node = cursor.currentNode();
        int symbol = Math.min(Unchecked.symbol(node), kinds.length - 1);
        byte how = treatment[symbol];
        if (how != SKIP && fielded[depth] && field == 0) {
          field = cursor.currentFieldId();
        }
        if (how != SKIP && (how != KEEP_IN_FIELD || field != 0)) {
          int start = Unchecked.start(node);
          int end =
              how == KEEP_NAME
                  ? endOfName(source, start)
                  : hasText[symbol] ? Unchecked.end(node) : SyntaxTree.NONE;
          int added = copy.add(parents[depth], last[depth], symbol, field, start, end);
          last[depth] = added;
          descend = how == KEEP && cursor.gotoFirstChild();
          if (descend) {
            depth++;
            if (depth == parents.length) {
              parents = Arrays.copyOf(parents, depth * 2);
              last = Arrays.copyOf(last, depth * 2);
              fielded = Arrays.copyOf(fielded, depth * 2);
              allFielded = Arrays.copyOf(allFielded, depth * 2);
            }
            parents[depth] = added;
            last[depth] = SyntaxTree.NONE;
            fielded[depth] = hasFields[symbol];
            allFielded[depth] = allInFields[symbol];
          }
        }
      }
      if (!descend) {
        while (!cursor.gotoNextSibling()) {
          if (!cursor.gotoParent()) {
            return;
          }
          depth--;
          if (depth < 0) {
            return;
          }
        }
      }
    }
  }

  /** Where a name ends that begins here, found in the source rather than asked for. */
  private static int endOfName(byte[] source, int start) {
    int end = start;
    while (end < source.length
        && (source[end] < 0
            || source[end] == '_'
            || (source[end] >= '0' && source[end] <= '9')
            || (source[end] >= 'A' && source[end] <= 'Z')
            || (source[end] >= 'a' && source[end] <= 'z'))) {
      end++;
    }
    return end;
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

  @Override
  public void close() {
    parser.close();
    language.close();
  }
}

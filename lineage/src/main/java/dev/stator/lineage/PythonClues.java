package dev.stator.lineage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.treesitter.TSLanguage;

/**
 * What a node is, told by its parent, its field and the text where it begins, wherever these leave
 * only one kind in the Python grammar. {@link #OPEN} is always a right answer. Immutable.
 */
final class PythonClues {
  /** The kind cannot be told. */
  static final int OPEN = -1;

  /**
   * Kinds all of whose children that matter fill a field, unless there is an error: a class may
   * hold the rest of what could not be placed.
   */
  private static final Set<String> ALL_IN_FIELDS =
      Set.of("class_definition", "elif_clause", "for_in_clause", "for_statement", "if_statement");

  /** Kinds whose body is a block, not an expression. */
  private static final Set<String> WITH_BLOCK =
      Set.of(
          "class_definition",
          "else_clause",
          "for_statement",
          "function_definition",
          "try_statement",
          "while_statement",
          "with_statement");

  /** The statement that a keyword begins, where a statement can begin. */
  private static final Map<String, String> STATEMENTS =
      Map.ofEntries(
          Map.entry("assert", "assert_statement"),
          Map.entry("class", "class_definition"),
          Map.entry("def", "function_definition"),
          Map.entry("del", "delete_statement"),
          Map.entry("for", "for_statement"),
          Map.entry("if", "if_statement"),
          Map.entry("import", "import_statement"),
          Map.entry("raise", "raise_statement"),
          Map.entry("return", "return_statement"),
          Map.entry("try", "try_statement"),
          Map.entry("while", "while_statement"),
          Map.entry("with", "with_statement"));

  /** Words that are no names, or not everywhere. */
  private static final Set<String> RESERVED =
      Set.of(
          "and",
          "as",
          "assert",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield",
          "print",
          "exec",
          "async",
          "await",
          "match",
          "case",
          "type",
          "_",
          "__future__",
          "True",
          "False",
          "None");

  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "|", "^", "~", "<", "<=", "==",
          "!=", ">=", ">", "<>", "+=", "-=", "*=", "/=", "//=", "%=", "@=", "**=", "<<=", ">>=",
          "&=", "|=", "^=", "in", "and", "or");

  private static final int LONGEST_OPERATOR = 3;
  private static final int LONGEST_RESERVED = 10;

  private final PythonSymbols symbols;
  private final ExpressionEnds ends;
  private final Map<String, Integer> statements = new HashMap<>();
  private final Map<String, Integer> operators = new HashMap<>();
  private final boolean[] allInFields;
  private final boolean[] hasBlock;

  PythonClues(TSLanguage language, PythonSymbols symbols) {
    this.symbols = symbols;
    this.ends = new ExpressionEnds(language);
    STATEMENTS.forEach(
        (keyword, kind) -> statements.put(keyword, language.symbolForName(kind, true)));
    for (String operator : OPERATORS) {
      operators.put(operator, language.symbolForName(operator, false));
    }
    allInFields = new boolean[language.symbolCount() + 1];
    ALL_IN_FIELDS.forEach(kind -> allInFields[language.symbolForName(kind, true)] = true);
    hasBlock = new boolean[language.symbolCount() + 1];
    WITH_BLOCK.forEach(kind -> hasBlock[language.symbolForName(kind, true)] = true);
  }

  ExpressionEnds ends() {
    return ends;
  }

  /** What a word is that is a node without children, or {@link #OPEN} where it may be a keyword. */
  int leaf(byte[] source, int start, int end) {
    if (isName(source, start, end)) {
      return symbols.identifier;
    }
    return switch (PythonTokens.text(source, start, end)) {
      case "None" -> symbols.none;
      case "True" -> symbols.yes;
      case "False" -> symbols.no;
      default -> OPEN;
    };
  }

  /** Whether a word that is a node without children is a name for certain. */
  private boolean isName(byte[] source, int start, int end) {
    byte first = source[start];
    boolean candidate =
        end - start <= LONGEST_RESERVED
            && (first == '_'
                || (first >= 'a' && first <= 'y')
                || first == 'T'
                || first == 'F'
                || first == 'N');
    return !candidate || !RESERVED.contains(PythonTokens.text(source, start, end));
  }

  /** Whether the field of a node can only be filled by a plain name. */
  boolean isNameField(int field, int parent) {
    return field == symbols.nameField
        ? parent == symbols.keywordArgument
            || parent == symbols.functionDefinition
            || parent == symbols.classDefinition
        : field == symbols.attributeField && parent == symbols.attribute;
  }

  /** Whether what begins like a comment in a kind is no block that begins with one. */
  boolean isComment(byte token, int parent) {
    return token == '#'
        && (parent == symbols.block
            || parent == symbols.module
            || parent == symbols.argumentList
            || parent == symbols.list
            || parent == symbols.dictionary);
  }

  /** Whether a token is punctuation of its parent wherever it stands in it. */
  boolean separates(byte token, byte next, int parent) {
    return token == ':'
        ? next != '=' && parent != symbols.subscript
        : token == '.' && parent == symbols.dottedName;
  }

  /** Whether a node is arguments; they may be those of a generator expression alone. */
  boolean isArguments(int field, byte token) {
    return token == '(' && (field == symbols.argumentsField || field == symbols.superclassesField);
  }

  /** Whether what begins at a place in a kind that has fields is a statement, and fills none. */
  boolean isStatement(byte[] source, int start, int parent) {
    return parent == symbols.block && start != OPEN && source[start] != 'c'; // the c of a case
  }

  /** Whether what fills no field of a kind does not matter. */
  boolean allInFields(int kind) {
    return allInFields[kind];
  }

  /** The operator that fills a field, where it is of one token. */
  int operator(byte[] source, int start, int field) {
    if (field == 0 || (field != symbols.operatorField && field != symbols.operatorsField)) {
      return OPEN;
    }
    int word = PythonTokens.endOfWord(source, start);
    if (word != start) {
      return word < start
          ? OPEN
          : operators.getOrDefault(PythonTokens.text(source, start, word), OPEN);
    }
    int symbol = OPEN;
    for (int end = Math.min(start + LONGEST_OPERATOR, source.length);
        end > start && symbol == OPEN;
        end--) {
      symbol = operators.getOrDefault(PythonTokens.text(source, start, end), OPEN);
    }
    return symbol;
  }

  /** What a token begins, by its parent and its field. */
  int byToken(int field, int parent, byte token) {
    if (token == '@') {
      return parent == symbols.decoratedDefinition
          ? symbols.decorator
          : parent == symbols.block || parent == symbols.module
              ? symbols.decoratedDefinition
              : OPEN;
    } else if (field == 0) {
      return OPEN;
    } else if (field == symbols.typeField || field == symbols.returnTypeField) {
      return symbols.type;
    } else if (field == symbols.consequenceField
        || (field == symbols.bodyField && hasBlock[parent])) {
      return token == '#' ? OPEN : symbols.block;
    }
    return field == symbols.parametersField && token == '(' && parent != symbols.lambda
        ? symbols.parameters
        : OPEN;
  }

  /** What begins with a word, before it is asked whether the node has children. */
  int byWord(byte[] source, int start, int end, int parent, int field) {
    if (parent == symbols.decoratedDefinition && field == symbols.definitionField) {
      return statements.getOrDefault(PythonTokens.text(source, start, end), OPEN);
    } else if (parent == symbols.block || parent == symbols.module) {
      return isName(source, start, end)
          ? symbols.expressionStatement
          : statements.getOrDefault(PythonTokens.text(source, start, end), OPEN);
    }
    return parent == symbols.expressionStatement
            && PythonTokens.isAssigned(source, end)
            && isName(source, start, end)
        ? symbols.assignment
        : OPEN;
  }

  /**
   * What begins with a name and has children, the first of which fills a field.
   *
   * @param end of the name
   */
  int byFirstField(int field, int parent, byte[] source, int end) {
    if (field == symbols.objectField) {
      return symbols.attribute;
    } else if (field == symbols.functionField) {
      return symbols.call;
    } else if (field == symbols.valueField) {
      return parent == symbols.withClause ? OPEN : symbols.subscript;
    } else if (field == symbols.keyField) {
      return symbols.pair;
    }
    boolean keyword =
        field == symbols.nameField
            && parent == symbols.argumentList
            && PythonTokens.isAssigned(source, end);
    return keyword ? symbols.keywordArgument : OPEN;
  }

  /** What begins with a string that is not all: a statement, a pair, or the key of one. */
  int byString(byte[] source, int end, int parent, int field) {
    if (parent == symbols.block || parent == symbols.module) {
      return symbols.expressionStatement;
    } else if (!PythonTokens.isBeforeColon(source, end)) {
      return OPEN;
    } else if (parent == symbols.dictionary) {
      return symbols.pair;
    }
    return parent == symbols.pair && field == symbols.keyField ? symbols.string : OPEN;
  }
}

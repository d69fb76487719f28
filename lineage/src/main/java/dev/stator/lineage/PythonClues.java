package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
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

  /** Kinds where an expression is over where a comma or a closing bracket follows. */
  private static final Set<String> WITH_ELEMENTS =
      Set.of("argument_list", "list", "tuple", "set", "keyword_argument", "pair", "subscript");

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

  private static final int LONGEST_RESERVED = 10;

  final int identifier;
  final int integer;
  final int string;
  final int argumentList;
  final int attribute;
  final int expressionStatement;
  private final int assignment;
  private final int call;
  private final int dictionary;
  private final int dottedName;
  private final int keywordArgument;
  private final int lambda;
  private final int pair;
  private final int parameters;
  private final int returnStatement;
  private final int subscript;
  private final int type;
  private final int withClause;
  private final int block;
  private final int module;
  private final int none;
  private final int yes;
  private final int no;

  private final int argumentsField;
  private final int attributeField;
  private final int consequenceField;
  private final int functionField;
  private final int keyField;
  private final int nameField;
  private final int objectField;
  private final int parametersField;
  private final int returnTypeField;
  private final int rightField;
  private final int typeField;
  private final int valueField;

  private final Map<String, Integer> statements = new HashMap<>();
  private final boolean[] hasElements;

  PythonClues(TSLanguage language) {
    identifier = language.symbolForName("identifier", true);
    integer = language.symbolForName("integer", true);
    string = language.symbolForName("string", true);
    argumentList = language.symbolForName("argument_list", true);
    attribute = language.symbolForName("attribute", true);
    assignment = language.symbolForName("assignment", true);
    call = language.symbolForName("call", true);
    dictionary = language.symbolForName("dictionary", true);
    dottedName = language.symbolForName("dotted_name", true);
    expressionStatement = language.symbolForName("expression_statement", true);
    keywordArgument = language.symbolForName("keyword_argument", true);
    lambda = language.symbolForName("lambda", true);
    pair = language.symbolForName("pair", true);
    parameters = language.symbolForName("parameters", true);
    returnStatement = language.symbolForName("return_statement", true);
    subscript = language.symbolForName("subscript", true);
    type = language.symbolForName("type", true);
    withClause = language.symbolForName("with_clause", true);
    block = language.symbolForName("block", true);
    module = language.symbolForName("module", true);
    none = language.symbolForName("none", true);
    yes = language.symbolForName("true", true);
    no = language.symbolForName("false", true);
    argumentsField = language.fieldIdForName("arguments");
    attributeField = language.fieldIdForName("attribute");
    consequenceField = language.fieldIdForName("consequence");
    functionField = language.fieldIdForName("function");
    keyField = language.fieldIdForName("key");
    nameField = language.fieldIdForName("name");
    objectField = language.fieldIdForName("object");
    parametersField = language.fieldIdForName("parameters");
    returnTypeField = language.fieldIdForName("return_type");
    rightField = language.fieldIdForName("right");
    typeField = language.fieldIdForName("type");
    valueField = language.fieldIdForName("value");
    STATEMENTS.forEach(
        (keyword, kind) -> statements.put(keyword, language.symbolForName(kind, true)));
    hasElements = new boolean[language.symbolCount() + 1];
    WITH_ELEMENTS.forEach(kind -> hasElements[language.symbolForName(kind, true)] = true);
  }

  /** What a word is that is a node without children, or {@link #OPEN} where it may be a keyword. */
  int leaf(byte[] source, int start, int end) {
    if (isName(source, start, end)) {
      return identifier;
    }
    return switch (text(source, start, end)) {
      case "None" -> none;
      case "True" -> yes;
      case "False" -> no;
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
    return !candidate || !RESERVED.contains(text(source, start, end));
  }

  private static String text(byte[] source, int start, int end) {
    return new String(source, start, end - start, ISO_8859_1);
  }

  /** Whether the field of a node can only be filled by a plain name. */
  boolean isNameField(int field, int parent) {
    return (parent == attribute && field == attributeField)
        || (parent == keywordArgument && field == nameField);
  }

  /** Whether a token is punctuation of its parent wherever it stands in it. */
  boolean separates(byte token, byte next, int parent) {
    return token == ':' ? next != '=' && parent != subscript : token == '.' && parent == dottedName;
  }

  /** Whether a node is arguments; they may be those of a generator expression alone. */
  boolean isArguments(int field, byte token) {
    return field == argumentsField && token == '(';
  }

  int byField(int field, int parent, byte token) {
    if (field == 0) {
      return OPEN;
    } else if (field == typeField || field == returnTypeField) {
      return type;
    } else if (field == consequenceField) {
      return token == '#' ? OPEN : block;
    }
    return field == parametersField && token == '(' && parent != lambda ? parameters : OPEN;
  }

  /** What begins with a word, before it is asked whether the node has children. */
  int byWord(byte[] source, int start, int end, int parent) {
    if (parent == block || parent == module) {
      return isName(source, start, end)
          ? expressionStatement
          : statements.getOrDefault(text(source, start, end), OPEN);
    }
    return parent == expressionStatement
            && PythonTokens.isAssigned(source, end)
            && isName(source, start, end)
        ? assignment
        : OPEN;
  }

  /**
   * What begins with a name and has children, the first of which fills a field.
   *
   * @param end of the name
   */
  int byFirstField(int field, int parent, byte[] source, int end) {
    if (field == objectField) {
      return attribute;
    } else if (field == functionField) {
      return call;
    } else if (field == valueField) {
      return parent == withClause ? OPEN : subscript;
    } else if (field == keyField) {
      return pair;
    }
    boolean keyword =
        field == nameField && parent == argumentList && PythonTokens.isAssigned(source, end);
    return keyword ? keywordArgument : OPEN;
  }

  /** What begins with a string: the string, or the pair that it is the key of, or a statement. */
  int byString(byte[] source, int end, int parent, int field) {
    if (parent == block || parent == module) {
      return expressionStatement;
    } else if (hasElements[parent] && PythonTokens.isElementEnd(source, end)) {
      return string;
    } else if (PythonTokens.isBeforeColon(source, end)) {
      return parent == dictionary ? pair : parent == pair && field == keyField ? string : OPEN;
    }
    boolean last =
        parent == returnStatement
            || parent == expressionStatement
            || (parent == assignment && field == rightField);
    return last && PythonTokens.isLineEnd(source, end) ? string : OPEN;
  }
}

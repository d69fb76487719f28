package dev.stator.item.expression;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.item.expression.Token.Kind;
import java.util.Locale;
import java.util.Set;

/**
 * What the grammars of all expressions have in common: the words one after another, attributes'
 * paths, and values.
 */
abstract sealed class TermParser permits ExpressionParser, UpdateParser {
  private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");
  private static final Set<String> LITERALS = Set.of("true", "false", "null");
  // DynamoDB's own limit on the operators of one expression; here it bounds the recursion.
  private static final int MAX_DEPTH = 300;

  final Lexer lexer;
  final Expressions expressions;
  Token token;
  private int depth;

  TermParser(String kind, String text, Expressions expressions) {
    this.lexer = new Lexer(kind, text);
    this.expressions = expressions;
    this.token = lexer.next();
  }

  /** The value of a string, a number or a {@linkplain #isLiteral literal}. */
  final AttributeValue scalar(Token value) {
    if (value.kind() == Kind.STRING) {
      return AttributeValue.of(value.text());
    }
    if (value.kind() == Kind.WORD) {
      return value.isWord("null")
          ? AttributeValue.ofNull()
          : AttributeValue.of(value.isWord("true"));
    }
    try {
      return AttributeValue.of(DynamoNumber.of(value.text()));
    } catch (IllegalArgumentException e) {
      boolean name = Character.isLetter(value.text().charAt(value.text().length() - 1));
      throw lexer.error(
          value.start(),
          e.getMessage() + (name ? "; a name that begins with a digit goes in backticks" : ""));
    }
  }

  final String path() {
    Token start = token;
    boolean name =
        start.kind() == Kind.QUOTED_NAME
            || start.kind() == Kind.NAME_PLACEHOLDER
            || (start.kind() == Kind.WORD && !isReserved(start));
    if (!name) {
      throw expected("an attribute's name");
    }
    next();
    return pathFrom(start);
  }

  /** The path whose first name has been read. */
  final String pathFrom(Token first) {
    StringBuilder path = new StringBuilder(name(first));
    while (true) {
      if (skip(".")) {
        Token segment = token;
        if (segment.kind() == Kind.NUMBER) {
          throw error("a name that begins with a digit goes in backticks; an element is a[0]");
        }
        if (segment.kind() != Kind.WORD
            && segment.kind() != Kind.QUOTED_NAME
            && segment.kind() != Kind.NAME_PLACEHOLDER) {
          throw expected("a name after the dot");
        }
        next();
        path.append('.').append(name(segment));
      } else if (token.is("[")) {
        path.append('[').append(lexer.nextIndex().text()).append(']');
        next();
        require("]");
      } else {
        return path.toString();
      }
    }
  }

  private String name(Token segment) {
    if (segment.kind() == Kind.NAME_PLACEHOLDER) {
      return given(segment, "a name");
    }
    if (segment.text().isEmpty()) {
      throw lexer.error(segment.start(), "an attribute's name cannot be empty");
    }
    return expressions.placeholderOf(segment.text());
  }

  final String given(Token placeholder, String what) {
    if (!expressions.use(placeholder.text())) {
      throw lexer.error(
          placeholder.start(),
          placeholder.text()
              + " stands for nothing: give it "
              + what
              + ", or write the "
              + what.substring(2)
              + " here, without \""
              + placeholder.text().charAt(0)
              + "\"");
    }
    return placeholder.text();
  }

  /** Words that are no attribute where an expression may begin; in backticks they are. */
  static boolean isReserved(Token word) {
    return KEYWORDS.contains(word.text().toUpperCase(Locale.ROOT)) || isLiteral(word);
  }

  static boolean isLiteral(Token word) {
    return word.kind() == Kind.WORD && LITERALS.contains(word.text().toLowerCase(Locale.ROOT));
  }

  final void enter(Token at) {
    if (++depth > MAX_DEPTH) {
      throw lexer.error(at.start(), "nested more than " + MAX_DEPTH + " deep");
    }
  }

  final void leave() {
    depth--;
  }

  final void next() {
    token = lexer.next();
  }

  final boolean skip(String symbol) {
    boolean there = token.is(symbol);
    if (there) {
      next();
    }
    return there;
  }

  final boolean skipWord(String keyword) {
    boolean there = token.isWord(keyword);
    if (there) {
      next();
    }
    return there;
  }

  final void require(String symbol) {
    if (!skip(symbol)) {
      throw expected("\"" + symbol + "\"");
    }
  }

  final ExpressionSyntaxException expected(String what) {
    String hint =
        token.kind() == Kind.WORD && isReserved(token)
            ? "; as an attribute's name it goes in backticks"
            : "";
    return error("expected " + what + ", found " + token.described() + hint);
  }

  final ExpressionSyntaxException error(String problem) {
    return lexer.error(token.start(), problem);
  }
}

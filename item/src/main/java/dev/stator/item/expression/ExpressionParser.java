package dev.stator.item.expression;

import dev.stator.item.AttributeType;
import dev.stator.item.expression.Token.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Reads one expression by recursive descent, and writes the request's text as it goes: there is no
 * tree in between, for nothing is done with it but to write it.
 *
 * <p>The grammar is that of <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 * comparison operator and function reference</a>, with literals and attribute names in the text.
 * DynamoDB refuses redundant parentheses, so those that were typed are dropped and those that are
 * needed are set: hence {@link Text} remembers how tightly it holds together.
 */
final class ExpressionParser extends TermParser {
  private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
  private static final Set<String> CONDITIONS =
      Set.of(
          "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains");
  private static final int MAX_CHOICES = 100;

  ExpressionParser(String kind, String text, Expressions expressions) {
    super(kind, text, expressions);
  }

  Text parseCondition() {
    Text condition = or();
    if (token.kind() != Kind.END) {
      throw expected("AND, OR or the end");
    }
    return condition;
  }

  String parseProjection() {
    StringJoiner paths = new StringJoiner(", ");
    do {
      paths.add(path());
    } while (skip(","));
    if (token.kind() != Kind.END) {
      throw expected("a comma or the end");
    }
    return paths.toString();
  }

  private Text or() {
    List<Text> operands = new ArrayList<>();
    do {
      operands.add(and());
    } while (skipWord("OR"));
    return Text.or(operands);
  }

  private Text and() {
    List<Text> operands = new ArrayList<>();
    do {
      operands.add(not());
    } while (skipWord("AND"));
    return Text.and(operands);
  }

  private Text not() {
    Token start = token;
    if (!skipWord("NOT")) {
      return primary();
    }
    enter(start);
    Text operand = not();
    leave();
    return Text.not(operand);
  }

  private Text primary() {
    Token start = token;
    if (skip("(")) {
      enter(start);
      Text inner = or();
      leave();
      require(")");
      return inner;
    }
    if (start.kind() == Kind.WORD && !isReserved(start)) {
      next();
      if (token.is("(")) {
        String function = start.text().toLowerCase(Locale.ROOT);
        return CONDITIONS.contains(function) ? Text.atom(call(function)) : comparison(size(start));
      }
      return comparison(pathFrom(start));
    }
    return comparison(operand());
  }

  private Text comparison(String left) {
    if (token.kind() == Kind.SYMBOL && COMPARATORS.contains(token.text())) {
      String comparator = token.text();
      next();
      return Text.atom(left + " " + comparator + " " + operand());
    }
    if (skipWord("BETWEEN")) {
      String low = operand();
      if (!skipWord("AND")) {
        throw expected("AND and the upper bound of BETWEEN");
      }
      return Text.atom(left + " BETWEEN " + low + " AND " + operand());
    }
    if (skipWord("IN")) {
      return Text.atom(left + " IN (" + choices() + ")");
    }
    if (token.is("!=") || token.is("==")) {
      String instead = token.is("!=") ? "<>" : "=";
      throw error("DynamoDB has no \"" + token.text() + "\": write " + instead);
    }
    if (token.isWord("NOT")) {
      throw error("NOT goes before the whole comparison: NOT a IN (...), NOT a BETWEEN ...");
    }
    throw expected("a comparison (= <> < <= > >= BETWEEN IN)");
  }

  private String choices() {
    Token start = token;
    require("(");
    List<String> choices = new ArrayList<>();
    do {
      choices.add(operand());
    } while (skip(","));
    require(")");
    if (choices.size() > MAX_CHOICES) {
      throw lexer.error(
          start.start(), "IN has " + choices.size() + " choices; DynamoDB takes " + MAX_CHOICES);
    }
    return String.join(", ", choices);
  }

  /** A function that is a condition by itself; its opening parenthesis is next. */
  private String call(String function) {
    require("(");
    StringBuilder call = new StringBuilder(function).append('(').append(path());
    if (!function.startsWith("attribute_") || function.equals("attribute_type")) {
      require(",");
      if (function.equals("attribute_type") && token.kind() == Kind.STRING) {
        requireTypeName();
      }
      call.append(", ").append(operand());
    }
    require(")");
    return call.append(')').toString();
  }

  private void requireTypeName() {
    if (Arrays.stream(AttributeType.values()).noneMatch(t -> t.name().equals(token.text()))) {
      throw error(
          "there is no type \""
              + token.text()
              + "\"; there are "
              + Arrays.toString(AttributeType.values()));
    }
  }

  private String size(Token function) {
    if (!function.isWord("size")) {
      throw lexer.error(
          function.start(),
          "there is no function \""
              + function.text()
              + "\"; there are attribute_exists, attribute_not_exists, attribute_type,"
              + " begins_with, contains and size");
    }
    require("(");
    String path = path();
    require(")");
    return "size(" + path + ")";
  }

  private String operand() {
    Token start = token;
    switch (start.kind()) {
      case STRING, NUMBER -> {
        next();
        return expressions.placeholderOf(scalar(start));
      }
      case VALUE_PLACEHOLDER -> {
        next();
        return given(start, "a value");
      }
      case WORD -> {
        if (isLiteral(start)) {
          next();
          return expressions.placeholderOf(scalar(start));
        }
        if (isReserved(start)) {
          throw expected("an attribute or a value");
        }
        next();
        if (token.is("(")) {
          if (CONDITIONS.contains(start.text().toLowerCase(Locale.ROOT))) {
            throw lexer.error(
                start.start(), start.text() + " is a condition by itself and cannot be compared");
          }
          return size(start);
        }
        return pathFrom(start);
      }
      case QUOTED_NAME, NAME_PLACEHOLDER -> {
        next();
        return pathFrom(start);
      }
      default -> throw expected("an attribute or a value");
    }
  }
}

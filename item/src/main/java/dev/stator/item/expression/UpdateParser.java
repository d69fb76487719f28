package dev.stator.item.expression;

import dev.stator.item.AttributeValue;
import dev.stator.item.expression.Token.Kind;
import dev.stator.item.expression.Update.Clause;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads an update expression and writes the request's text as it goes. The grammar is that of <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">
 * update expressions</a>, with attribute names in the text, and values: scalars, and lists, maps
 * and sets of them.
 */
final class UpdateParser extends TermParser {
  UpdateParser(String text, Expressions expressions) {
    super("update", text, expressions);
  }

  String parse() {
    Map<Clause, String> clauses = new EnumMap<>(Clause.class);
    do {
      Token start = token;
      Clause clause = clause();
      if (clause == null) {
        throw expected("SET, REMOVE, ADD or DELETE");
      }
      next();
      if (clauses.put(clause, clause + " " + actions(clause)) != null) {
        throw lexer.error(start.start(), clause + " is there twice: list all of it in one");
      }
      if (token.kind() != Kind.END && clause() == null) {
        throw expected("a comma, SET, REMOVE, ADD, DELETE or the end");
      }
    } while (token.kind() != Kind.END);
    return String.join(" ", clauses.values());
  }

  private @Nullable Clause clause() {
    for (Clause clause : Clause.values()) {
      if (token.isWord(clause.name())) {
        return clause;
      }
    }
    return null;
  }

  private String actions(Clause clause) {
    StringJoiner actions = new StringJoiner(", ");
    do {
      String path = path();
      switch (clause) {
        case REMOVE -> actions.add(path);
        case SET -> {
          require("=");
          actions.add(path + " = " + sum());
        }
        case ADD, DELETE -> actions.add(path + " " + constant());
      }
    } while (skip(","));
    return actions.toString();
  }

  /** An operand, or the sum or difference of two. */
  private String sum() {
    String left = operand();
    if (token.kind() == Kind.NUMBER && (token.text().startsWith("-") || isPlus())) {
      String operator = " " + token.text().charAt(0) + " ";
      Token unsigned =
          new Token(Kind.NUMBER, token.text().substring(1), token.start() + 1, token.end());
      next();
      return left + operator + expressions.placeholderOf(scalar(unsigned));
    }
    if (skip("+")) {
      return left + " + " + operand();
    }
    return skip("-") ? left + " - " + operand() : left;
  }

  private boolean isPlus() {
    return token.text().startsWith("+");
  }

  private String operand() {
    Token start = token;
    if (start.kind() == Kind.WORD && !isReserved(start)) {
      next();
      return token.is("(") ? call(start) : pathFrom(start);
    }
    if (start.kind() == Kind.QUOTED_NAME || start.kind() == Kind.NAME_PLACEHOLDER) {
      return path();
    }
    return constant();
  }

  private String call(Token function) {
    enter(function);
    require("(");
    String call;
    if (function.isWord("if_not_exists")) {
      call = "if_not_exists(" + path();
    } else if (function.isWord("list_append")) {
      call = "list_append(" + operand();
    } else {
      throw lexer.error(
          function.start(),
          "there is no function \""
              + function.text()
              + "\" in an update; there are if_not_exists and list_append");
    }
    require(",");
    call += ", " + operand() + ")";
    require(")");
    leave();
    return call;
  }

  /** A placeholder: of a value in the text, or one of the caller's own. */
  private String constant() {
    Token start = token;
    if (start.kind() == Kind.VALUE_PLACEHOLDER) {
      next();
      return given(start, "a value");
    }
    return expressions.placeholderOf(value());
  }

  private AttributeValue value() {
    Token start = token;
    if (start.kind() == Kind.STRING || start.kind() == Kind.NUMBER || isLiteral(start)) {
      next();
      return scalar(start);
    }
    if (skip("[")) {
      enter(start);
      AttributeValue list = new AttributeValue.L(members("]"));
      leave();
      return list;
    }
    if (skip("{")) {
      enter(start);
      AttributeValue map = map();
      leave();
      return map;
    }
    if (skip("<<")) {
      return set(start, members(">>"));
    }
    throw expected("a value");
  }

  private List<AttributeValue> members(String closing) {
    List<AttributeValue> members = new ArrayList<>();
    if (skip(closing)) {
      return members;
    }
    do {
      members.add(value());
    } while (skip(","));
    require(closing);
    return members;
  }

  private AttributeValue map() {
    Map<String, AttributeValue> entries = new LinkedHashMap<>();
    if (skip("}")) {
      return AttributeValue.map(entries);
    }
    do {
      Token name = token;
      if (name.kind() != Kind.STRING
          && name.kind() != Kind.WORD
          && name.kind() != Kind.QUOTED_NAME) {
        throw expected("a name in quotes");
      }
      lexer.nextColon();
      next();
      if (entries.put(name.text(), value()) != null) {
        throw lexer.error(name.start(), "the map has \"" + name.text() + "\" twice");
      }
    } while (skip(","));
    require("}");
    return AttributeValue.map(entries);
  }

  private AttributeValue set(Token start, List<AttributeValue> members) {
    try {
      if (members.stream().allMatch(AttributeValue.N.class::isInstance)) {
        return AttributeValue.numberSet(
            members.stream().map(member -> ((AttributeValue.N) member).value()).toList());
      }
      if (members.stream().allMatch(AttributeValue.S.class::isInstance)) {
        return AttributeValue.stringSet(
            members.stream().map(member -> ((AttributeValue.S) member).value()).toList());
      }
    } catch (IllegalArgumentException e) {
      throw lexer.error(start.start(), String.valueOf(e.getMessage()));
    }
    throw lexer.error(start.start(), "the members of a set are all strings or all numbers");
  }
}

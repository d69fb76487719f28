package dev.stator.item.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON (RFC 8259) read the slow and obvious way: the bytes are decoded to a string by the JDK, and
 * the string is read by recursive descent into a tree. The fast readers must accept what this one
 * accepts, refuse what it refuses, and see the same values.
 */
final class ReferenceJson {
  sealed interface Node {}

  record Obj(List<Member> members) implements Node {}

  record Member(String name, Node value) {}

  record Arr(List<Node> elements) implements Node {}

  record Str(String value) implements Node {}

  record Num(String text) implements Node {}

  record Bool(boolean value) implements Node {}

  record Null() implements Node {}

  /** What the reference does not accept. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why, null, false, false);
    }
  }

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final String text;
  private final int maxDepth;
  private int at;

  private ReferenceJson(String text, int maxDepth) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /** The tree of a whole text, whose arrays and objects are nested at most {@code maxDepth}. */
  static Node parse(byte[] utf8, int maxDepth) {
    ReferenceJson reader = new ReferenceJson(decode(utf8), maxDepth);
    Node node = reader.value(0);
    reader.space();
    if (reader.at < reader.text.length()) {
      throw new Refused("more than one value");
    }
    return node;
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Refused("not UTF-8");
    }
  }

  private Node value(int depth) {
    space();
    char c = peek();
    if (c == '{') {
      return object(depth + 1);
    } else if (c == '[') {
      return array(depth + 1);
    } else if (c == '"') {
      return new Str(string());
    } else if (take("true")) {
      return new Bool(true);
    } else if (take("false")) {
      return new Bool(false);
    } else if (take("null")) {
      return new Null();
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw new Refused("no value");
    }
    at = number.end();
    return new Num(number.group());
  }

  private Node object(int depth) {
    checkDepth(depth);
    List<Member> members = new ArrayList<>();
    want('{');
    space();
    if (peek() == '}') {
      at++;
      return new Obj(members);
    }
    while (true) {
      space();
      String name = string();
      space();
      want(':');
      members.add(new Member(name, value(depth)));
      space();
      if (peek() == '}') {
        at++;
        return new Obj(members);
      }
      want(',');
    }
  }

  private Node array(int depth) {
    checkDepth(depth);
    List<Node> elements = new ArrayList<>();
    want('[');
    space();
    if (peek() == ']') {
      at++;
      return new Arr(elements);
    }
    while (true) {
      elements.add(value(depth));
      space();
      if (peek() == ']') {
        at++;
        return new Arr(elements);
      }
      want(',');
    }
  }

  private String string() {
    want('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char c = next();
      if (c < 0x20) {
        throw new Refused("control character");
      }
      value.append(c == '\\' ? escape() : c);
    }
    at++;
    checkPairs(value);
    return value.toString();
  }

  private char escape() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 4; i++) {
          digits.append(next());
        }
        if (!digits.toString().matches("[0-9a-fA-F]{4}")) {
          throw new Refused("bad \\u escape");
        }
        yield (char) Integer.parseInt(digits.toString(), 16);
      }
      default -> throw new Refused("bad escape");
    };
  }

  /** Half of a surrogate pair has no UTF-8, so it is no text. */
  private static void checkPairs(CharSequence value) {
    boolean alone = value.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    if (alone) {
      throw new Refused("lone surrogate");
    }
  }

  private void checkDepth(int depth) {
    if (depth > maxDepth) {
      throw new Refused("too deep");
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(String literal) {
    boolean there = text.startsWith(literal, at);
    at += there ? literal.length() : 0;
    return there;
  }

  private void want(char c) {
    if (next() != c) {
      throw new Refused("no " + c);
    }
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new Refused("cut off");
    }
    return text.charAt(at);
  }
}

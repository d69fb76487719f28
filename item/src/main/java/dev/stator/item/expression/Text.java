package dev.stator.item.expression;

import java.util.List;
import java.util.StringJoiner;

/**
 * A condition's text, which remembers how tightly it holds together: DynamoDB refuses redundant
 * parentheses, so only those are set that are needed.
 */
record Text(String text, Binding binding) {
  /** From loose to tight. */
  private enum Binding {
    OR,
    AND,
    NOT,
    ATOM
  }

  /** A comparison or function. */
  static Text atom(String text) {
    return new Text(text, Binding.ATOM);
  }

  static Text or(List<Text> operands) {
    return join(operands, " OR ", Binding.OR);
  }

  static Text and(List<Text> operands) {
    return join(operands, " AND ", Binding.AND);
  }

  static Text not(Text operand) {
    return new Text("NOT " + operand.within(Binding.NOT), Binding.NOT);
  }

  private static Text join(List<Text> operands, String operator, Binding binding) {
    if (operands.size() == 1) {
      return operands.get(0);
    }
    StringJoiner text = new StringJoiner(operator);
    operands.forEach(operand -> text.add(operand.within(binding)));
    return new Text(text.toString(), binding);
  }

  private String within(Binding outer) {
    return binding.compareTo(outer) < 0 ? "(" + text + ")" : text;
  }
}

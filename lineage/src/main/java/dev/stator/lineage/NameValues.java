package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;

/** Values as names of tables or buckets. */
final class NameValues {
  private static final String ARN = "arn:";

  private NameValues() {}

  /**
   * The alternatives of a value as names: ARNs shortened, None dropped beside others, anything that
   * is no text unknown.
   */
  static Value of(Value value) {
    Value texts = value.filter(atom -> !(atom instanceof Atom.Plain));
    if (texts.isNothing()) {
      return Value.unknown(
          value.isNothing()
              ? "the name is never assigned"
              : "the name is " + value.alternatives().get(0).atom(),
          value.trace());
    }
    return texts.flatMap(
        alternative -> {
          Atom atom = alternative.atom();
          if (atom instanceof Atom.Text text) {
            return Value.of(text.as(fromArn(text)), alternative.trace());
          } else if (atom instanceof Aws.Table table) {
            return Value.of(table.name(), table.nameTrace());
          } else if (atom instanceof Atom.Unknown) {
            return Value.of(atom, alternative.trace());
          } else if (atom instanceof Atom.External external) {
            return Value.unknown(
                external.name() + " is outside the analysed code", alternative.trace());
          }
          return Value.unknown("the name is not a text", alternative.trace());
        });
  }

  /** {@code arn:aws:dynamodb:region:account:table/NAME/…} is the table NAME. */
  private static List<Atom.Text.Part> fromArn(Atom.Text text) {
    if (text.parts().isEmpty()
        || !(text.parts().get(0) instanceof Atom.Text.Part.Literal first)
        || !first.text().startsWith(ARN)) {
      return text.parts();
    }
    List<Atom.Text.Part> name = new ArrayList<>();
    boolean inName = false;
    for (Atom.Text.Part part : text.parts()) {
      if (!(part instanceof Atom.Text.Part.Literal literal)) {
        if (inName) {
          name.add(part);
        }
        continue;
      }
      String rest = literal.text();
      if (!inName) {
        int start = rest.indexOf("table/");
        if (start < 0) {
          continue;
        }
        inName = true;
        rest = rest.substring(start + "table/".length());
      }
      int end = rest.indexOf('/');
      String piece = end < 0 ? rest : rest.substring(0, end);
      if (!piece.isEmpty()) {
        name.add(new Atom.Text.Part.Literal(piece));
      }
      if (end >= 0) {
        break;
      }
    }
    return name.isEmpty() ? text.parts() : List.copyOf(name);
  }
}

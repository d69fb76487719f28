package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Strings made of strings: every combination of the alternatives, up to {@link Value#WIDEST}, with
 * a gap for what is not known.
 */
final class Texts {
  private Texts() {}

  /** The parts one after the other. */
  static Value concat(List<Value> parts, SourceFile file, int at) {
    List<Value.Alternative> made =
        List.of(new Value.Alternative(new Atom.Text(List.of(), false, false), null));
    for (Value part : parts) {
      List<Value.Alternative> next = new ArrayList<>();
      for (Value.Alternative left : made) {
        for (Value.Alternative right :
            part.isNothing()
                ? List.of(gap("a value that is never assigned"))
                : part.alternatives()) {
          if (next.size() < Value.WIDEST) {
            next.add(
                new Value.Alternative(
                    ((Atom.Text) left.atom()).concat(text(right.atom())),
                    longer(left.trace(), right)));
          }
        }
      }
      made = next;
    }
    Value joined = Value.NOTHING;
    for (Value.Alternative alternative : made) {
      joined = joined.join(Value.of(alternative.atom(), alternative.trace()));
    }
    return joined.via(file, at, "put together from parts");
  }

  private static Value.Alternative gap(String reason) {
    return new Value.Alternative(new Atom.Unknown(reason, false), null);
  }

  /** Of two ways the one that tells more: that of what is not a literal. */
  private static @Nullable Trace longer(@Nullable Trace left, Value.Alternative right) {
    boolean literal = right.atom() instanceof Atom.Text text && text.literal() != null;
    return left == null || (!literal && right.trace() != null) ? right.trace() : left;
  }

  /** An atom as {@code str()} shows it. */
  static Atom.Text text(Atom atom) {
    if (atom instanceof Atom.Text text) {
      return text;
    }
    if (atom instanceof Atom.Plain plain) {
      String shown = Numbers.shown(plain);
      return shown == null ? Atom.Text.gap(plain.text()) : Atom.Text.of(shown);
    }
    if (atom instanceof Aws.MethodName name) {
      return Atom.Text.of(name.method().name());
    }
    String reason =
        atom instanceof Atom.Unknown unknown
            ? unknown.reason()
            : atom instanceof Atom.External external ? external.name() : "not a text";
    return Atom.Text.gap(reason);
  }

  /** {@code str(atom)}; null where that is not known. */
  static @Nullable String shown(Atom atom) {
    return atom instanceof Atom.Plain plain ? Numbers.shown(plain) : text(atom).literal();
  }

  /** {@code repr(atom)}; null where that is not known. */
  static @Nullable String represented(Atom atom) {
    String text = atom instanceof Atom.Text known ? known.literal() : null;
    if (text == null) {
      return atom instanceof Atom.Plain plain ? Numbers.shown(plain) : null;
    }
    boolean single = text.indexOf('\'') < 0 || text.indexOf('"') >= 0;
    StringBuilder shown = new StringBuilder(text.length() + 2).append(single ? '\'' : '"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> shown.append("\\\\");
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        case '\'' -> shown.append(single ? "\\'" : "'");
        default -> {
          if (c < ' ' || c == 0x7f || (c > 0x7f && !Character.isLetterOrDigit(c))) {
            return null;
          }
          shown.append(c);
        }
      }
    }
    return shown.append(single ? '\'' : '"').toString();
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}

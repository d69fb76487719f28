package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of infrastructure code as far as it is known before deployment: stretches that are known,
 * and stretches that deployment fills in. Two texts are equal when deployment makes them equal: the
 * same known stretches around the same expressions of the same stack.
 *
 * @param resource the declared table whose name or ARN the text was taken of, as {@link
 *     Infrastructure.Table#identity} says it; null for others. No part of equality
 */
record PartialText(List<Part> parts, @Nullable String resource) {
  private static final String ARN = "arn:";
  private static final String TABLE = "table/";
  private static final String STREAM = "stream/";

  sealed interface Part {
    record Known(String text) implements Part {}

    /**
     * What deployment fills in.
     *
     * @param written the expression, as {@code AWS::StackName} or {@code var.stage}
     * @param scope within what the expression means one thing: a template, a module
     */
    record Later(String written, String scope) implements Part {}
  }

  PartialText(List<Part> parts) {
    this(parts, null);
  }

  static PartialText of(String text) {
    return new PartialText(text.isEmpty() ? List.of() : List.of(new Part.Known(text)));
  }

  static PartialText later(String written, String scope) {
    return new PartialText(List.of(new Part.Later(written, scope)));
  }

  static PartialText join(List<PartialText> texts, PartialText separator) {
    PartialText joined = of("");
    for (int i = 0; i < texts.size(); i++) {
      joined = i == 0 ? texts.get(i) : joined.plus(separator).plus(texts.get(i));
    }
    return joined;
  }

  PartialText plus(PartialText more) {
    if (parts.isEmpty() || more.parts.isEmpty()) {
      return parts.isEmpty() ? more : this;
    }
    List<Part> all = new ArrayList<>(parts);
    for (Part part : more.parts) {
      Part last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (part instanceof Part.Known right && last instanceof Part.Known left) {
        all.set(all.size() - 1, new Part.Known(left.text() + right.text()));
      } else {
        all.add(part);
      }
    }
    return new PartialText(List.copyOf(all));
  }

  PartialText plus(String more) {
    return plus(of(more));
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The whole text, or null when deployment fills some of it in. */
  @Nullable String literal() {
    return parts.isEmpty()
        ? ""
        : parts.size() == 1 && parts.get(0) instanceof Part.Known only ? only.text() : null;
  }

  /** For people: {@code ${AWS::StackName}-orders}. */
  String shown() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Known known) {
        text.append(known.text());
      } else if (part instanceof Part.Later later) {
        text.append("${").append(later.written()).append('}');
      }
    }
    return text.toString();
  }

  /** With {@code *} for what deployment fills in. */
  String glob() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String piece = part instanceof Part.Known known ? known.text() : "*";
      if (!(piece.equals("*") && text.length() > 0 && text.charAt(text.length() - 1) == '*')) {
        text.append(piece);
      }
    }
    return text.toString();
  }

  /** With a token for each expression, so that equal texts, and only those, are equal strings. */
  String token() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Known known) {
        text.append(known.text());
      } else if (part instanceof Part.Later later) {
        text.append('\u0001').append(later.scope()).append('\u0002').append(later.written());
        text.append('\u0001');
      }
    }
    return text.toString();
  }

  /** What stands before and after the first place where a known stretch has the word; or null. */
  private @Nullable PartialText after(String word) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Known known) {
        int at = known.text().indexOf(word);
        if (at >= 0) {
          return of(known.text().substring(at + word.length()))
              .plus(new PartialText(parts.subList(i + 1, parts.size())));
        }
      }
    }
    return null;
  }

  private PartialText before(char end) {
    PartialText before = of("");
    for (Part part : parts) {
      int at = part instanceof Part.Known known ? known.text().indexOf(end) : -1;
      if (part instanceof Part.Known known && at >= 0) {
        return before.plus(known.text().substring(0, at));
      }
      before = before.plus(new PartialText(List.of(part)));
    }
    return before;
  }

  boolean isArn() {
    return !parts.isEmpty()
        && parts.get(0) instanceof Part.Known known
        && known.text().startsWith(ARN);
  }

  /** The table of an ARN; of any other text the text itself. */
  PartialText table() {
    PartialText name = isArn() ? after(TABLE) : null;
    return name == null ? this : name.before('/').meaning(resource);
  }

  /** What an ARN has after its table: empty, {@code index/…}, {@code stream/…}; null for none. */
  @Nullable PartialText belowTable() {
    PartialText name = isArn() ? after(TABLE) : null;
    if (name == null) {
      return null;
    }
    PartialText below = name.after("/");
    return below == null ? of("") : below;
  }

  /** Whether it is the ARN of a table's stream. */
  boolean isStream() {
    PartialText below = belowTable();
    return below != null
        && !below.isEmpty()
        && below.parts.get(0) instanceof Part.Known known
        && known.text().startsWith(STREAM);
  }

  /** The ARN of a table by its name. */
  static PartialText arn(PartialText table, String scope) {
    return of(ARN)
        .plus(later("AWS::Partition", scope))
        .plus(":dynamodb:")
        .plus(later("AWS::Region", scope))
        .plus(":")
        .plus(later("AWS::AccountId", scope))
        .plus(":" + TABLE)
        .plus(table)
        .meaning(table.resource());
  }

  /** The same text, taken of a declared table. */
  PartialText meaning(@Nullable String table) {
    return new PartialText(parts, table);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PartialText that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** The ARN of a table's stream by the table's name; its label is known on deployment. */
  static PartialText streamArn(PartialText table, String scope) {
    return arn(table, scope)
        .plus("/" + STREAM)
        .plus(later("the stream of " + table.shown(), scope));
  }

  @Override
  public String toString() {
    return shown();
  }
}

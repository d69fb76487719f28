package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that an expression may be. */
sealed interface Atom
    permits Atom.Plain,
        Atom.Text,
        Dict,
        Sequence,
        Atom.Code,
        Atom.Module,
        Atom.External,
        Atom.Unknown,
        Aws {

  /** The atom as the default of a parameter that no call was seen to give. */
  default Atom asDefault() {
    return this;
  }

  /**
   * None, a truth value, a number.
   *
   * @param defaulted whether it is the default of a parameter that no call was seen to give, and so
   *     decides no branch
   */
  record Plain(Expr.Constant.Kind kind, String text, boolean defaulted) implements Atom {
    static final Plain NONE = new Plain(Expr.Constant.Kind.NONE, "None");
    static final Plain TRUE = new Plain(Expr.Constant.Kind.TRUE, "True");
    static final Plain FALSE = new Plain(Expr.Constant.Kind.FALSE, "False");

    /** That there is no such entry or argument, beside what it is where there is one. */
    static final Plain ABSENT = new Plain(Expr.Constant.Kind.NONE, "absent");

    Plain(Expr.Constant.Kind kind, String text) {
      this(kind, text, false);
    }

    static Plain number(Object number) {
      return new Plain(Expr.Constant.Kind.NUMBER, number.toString());
    }

    @Override
    public Plain asDefault() {
      return isNone() ? this : new Plain(kind, text, true);
    }

    boolean isNone() {
      return kind == Expr.Constant.Kind.NONE;
    }
  }

  /**
   * A string, known in parts.
   *
   * @param defaulted whether some of it is the default of a parameter that no call was seen to give
   * @param mocked whether some of it is written in a test with mocks
   */
  record Text(List<Part> parts, boolean defaulted, boolean mocked) implements Atom {
    /** More parts than this are not followed: a text that a loop goes on adding to. */
    private static final int LONGEST = 32;

    sealed interface Part {
      record Literal(String text) implements Part {}

      /** An environment variable, with the text used where it is not set. */
      record Environment(String variable, @Nullable String fallback) implements Part {}

      /** A stretch that is not known, and why. */
      record Gap(String reason) implements Part {}
    }

    static Text of(String literal) {
      return new Text(List.of(new Part.Literal(literal)), false, false);
    }

    static Text environment(String variable, @Nullable String fallback) {
      return new Text(List.of(new Part.Environment(variable, fallback)), false, false);
    }

    /** A text with a gap in place of all that is not known. */
    static Text gap(String reason) {
      return new Text(List.of(new Part.Gap(reason)), false, false);
    }

    /** Another text made of this one, and from the same hands. */
    Text as(List<Part> others) {
      return new Text(others, defaulted, mocked);
    }

    Text as(String literal) {
      return as(List.of(new Part.Literal(literal)));
    }

    @Override
    public Text asDefault() {
      return new Text(parts, true, mocked);
    }

    Text asMocked() {
      return new Text(parts, defaulted, true);
    }

    Text concat(Text next) {
      List<Part> all = new ArrayList<>(parts.size() + next.parts.size());
      all.addAll(parts);
      for (Part part : next.parts) {
        if (part instanceof Part.Literal right
            && !all.isEmpty()
            && all.get(all.size() - 1) instanceof Part.Literal left) {
          all.set(all.size() - 1, new Part.Literal(left.text() + right.text()));
        } else {
          all.add(part);
        }
      }
      all.removeIf(
          part ->
              part instanceof Part.Literal literal && literal.text().isEmpty() && all.size() > 1);
      if (all.size() > LONGEST) {
        all.clear();
        all.add(new Part.Gap("a text of many parts"));
      }
      return new Text(List.copyOf(all), defaulted || next.defaulted, mocked || next.mocked);
    }

    /** The whole text, or null when some of it is not known. */
    @Nullable String literal() {
      return parts.isEmpty()
          ? ""
          : parts.size() == 1 && parts.get(0) instanceof Part.Literal only ? only.text() : null;
    }

    /** The environment variable that this is, whole and alone, or null. */
    Part.@Nullable Environment environment() {
      return parts.size() == 1 && parts.get(0) instanceof Part.Environment only ? only : null;
    }

    /** The text with what is not known in braces. */
    String pattern() {
      StringBuilder pattern = new StringBuilder();
      for (Part part : parts) {
        if (part instanceof Part.Literal literal) {
          pattern.append(literal.text());
        } else if (part instanceof Part.Environment environment) {
          pattern.append("{env:").append(environment.variable()).append('}');
        } else {
          pattern.append("{?}");
        }
      }
      return pattern.toString();
    }
  }

  /** A module or package: of the project when it has a file, or a folder on the way to one. */
  record Module(String dotted, @Nullable SourceFile file, SourceFile importer) implements Atom {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Module that && file == that.file && dotted.equals(that.dotted);
    }

    @Override
    public int hashCode() {
      return Objects.hash(dotted, file == null ? 0 : System.identityHashCode(file));
    }
  }

  /** Something by its full name that the project imports but does not contain. */
  record External(String name) implements Atom {}

  /**
   * Nothing is known.
   *
   * @param foreign whether it is known at least that it is nothing of DynamoDB
   */
  record Unknown(String reason, boolean foreign) implements Atom {}

  /** Something of the project that can be called or has attributes. */
  sealed interface Code extends Atom {
    /**
     * A function with the scope that it closes over; {@code owner} is the class whose body it
     * stands in.
     */
    record Function(Stmt.Function definition, Scope scope, @Nullable PythonClass owner, Kind kind)
        implements Code {
      enum Kind {
        PLAIN,
        STATIC,
        CLASS,
        PROPERTY
      }

      Function as(Kind other) {
        return new Function(definition, scope, owner, other);
      }
    }

    record Lambda(Expr.Lambda definition, Scope scope) implements Code {
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Lambda that
            && definition.equals(that.definition)
            && scope == that.scope;
      }

      @Override
      public int hashCode() {
        return System.identityHashCode(definition) * 31 + System.identityHashCode(scope);
      }
    }

    record Type(PythonClass type) implements Code {}

    record Made(Instance instance) implements Code {}

    /** A function with its first argument. */
    record Bound(Atom self, Function function) implements Code {}

    /** A method of a string, dictionary, list or generator. */
    record ValueMethod(Atom receiver, @Nullable Trace trace, String name) implements Code {
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof ValueMethod that
            && name.equals(that.name)
            && receiver.equals(that.receiver);
      }

      @Override
      public int hashCode() {
        return Objects.hash(receiver, name);
      }
    }

    /**
     * {@code functools.partial}.
     *
     * @param ofMethod whether it is {@code partialmethod}, whose callee is yet to get its object
     */
    record Partial(Value callee, Arguments arguments, boolean ofMethod) implements Code {}

    record Super(PythonClass above, Atom self) implements Code {}

    /**
     * What a generator function gives: iterated over, or entered as a context, it is its yields.
     */
    record Generator(Value yields) implements Code {}

    /**
     * The {@code request} of a fixture of pytest.
     *
     * @param parameters what {@code request.param} may be
     * @param file where fixtures by name are looked for
     */
    record FixtureRequest(Value parameters, SourceFile file, Stmt.Function asking)
        implements Code {}

    /** {@code string.Template} of a text. */
    record Template(Value text) implements Code {}

    /** A parser of the command line, by what it will return. */
    record CommandLine(Instance namespace) implements Code {}

    /** A decorator of the standard library that has arguments, about to be given its function. */
    record Keep() implements Code {}
  }
}

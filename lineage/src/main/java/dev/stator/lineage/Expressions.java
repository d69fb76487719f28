package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions may be. */
final class Expressions {
  private final Analysis analysis;

  Expressions(Analysis analysis) {
    this.analysis = analysis;
  }

  /** {@code a.b} as a key for a field, or null for anything longer or other. */
  static @Nullable String path(Expr.Attribute attribute) {
    return attribute.target() instanceof Expr.Name name ? name.id() + "." + attribute.name() : null;
  }

  Value evaluate(Frame frame, Expr expr) {
    SourceFile file = frame.file();
    if (expr instanceof Expr.Name name) {
      return name(frame, name);
    } else if (expr instanceof Expr.Attribute attribute) {
      return attribute(frame, attribute);
    } else if (expr instanceof Expr.Call call) {
      return call(frame, call);
    } else if (expr instanceof Expr.Text text) {
      Atom.Text written = Atom.Text.of(text.value());
      return Value.of(
          file.mocks() ? written.asMocked() : written,
          Trace.literal(file, text.at(), text.value()));
    } else if (expr instanceof Expr.Constant constant) {
      return Value.of(new Atom.Plain(constant.kind(), constant.text()), null);
    } else if (expr instanceof Expr.Format format) {
      return format(frame, format);
    } else if (expr instanceof Expr.Subscript subscript) {
      Value container = evaluate(frame, subscript.target());
      if (subscript.index() instanceof Expr.Slice slice) {
        Value from = slice.from() == null ? null : evaluate(frame, slice.from());
        Value to = slice.to() == null ? null : evaluate(frame, slice.to());
        Value step = slice.step() == null ? null : evaluate(frame, slice.step());
        return analysis.elements().slice(frame, container, from, to, step, subscript.at());
      }
      return analysis
          .elements()
          .entry(frame, container, evaluate(frame, subscript.index()), subscript.at());
    } else if (expr instanceof Expr.Binary binary) {
      Value left = evaluate(frame, binary.left());
      Value right = evaluate(frame, binary.right());
      return analysis
          .operators()
          .binary(
              frame,
              binary.operator(),
              left,
              binary.operator().equals("%") ? operand(binary.right(), right) : right,
              binary.at());
    } else if (expr instanceof Expr.Logical logical) {
      return analysis.operators().logical(frame, logical);
    } else if (expr instanceof Expr.Not not) {
      Boolean truth = analysis.truth().of(evaluate(frame, not.operand()));
      return truth == null
          ? Value.unknown("a truth value", null)
          : Value.of(truth ? Atom.Plain.FALSE : Atom.Plain.TRUE);
    } else if (expr instanceof Expr.Compare compare) {
      return Operators.compare(
          evaluate(frame, compare.left()), compare.operator(), evaluate(frame, compare.right()));
    } else if (expr instanceof Expr.Conditional conditional) {
      return analysis.operators().conditional(frame, conditional);
    } else if (expr instanceof Expr.Sequence sequence) {
      return sequence(frame, sequence);
    } else if (expr instanceof Expr.Dictionary dictionary) {
      return dictionary(frame, dictionary);
    } else if (expr instanceof Expr.Lambda lambda) {
      Value value =
          Value.of(
              new Atom.Code.Lambda(lambda, frame.scope()),
              Trace.start(file, lambda.at(), "lambda"));
      analysis.definitions().lambda(lambda, frame.scope());
      return value;
    } else if (expr instanceof Expr.Comprehension comprehension) {
      return analysis.comprehensions().evaluate(frame, comprehension);
    } else if (expr instanceof Expr.Await await) {
      return evaluate(frame, await.operand());
    } else if (expr instanceof Expr.Yield yielding) {
      return yielded(frame, yielding);
    } else if (expr instanceof Expr.Star star) {
      return analysis.elements().elements(frame, evaluate(frame, star.operand()), star.at());
    } else if (expr instanceof Expr.Walrus walrus) {
      Value value = evaluate(frame, walrus.value());
      analysis
          .assignments()
          .assignTo(frame, new Expr.Name(walrus.name(), walrus.at()), value, walrus.at());
      return value;
    } else if (expr instanceof Expr.Opaque opaque) {
      opaque.parts().forEach(part -> evaluate(frame, part));
      return Value.unknown(
          "computed in a way that is not followed",
          Trace.start(file, opaque.at(), "computed here"));
    }
    return Value.unknown(
        "computed in a way that is not followed", Trace.start(file, expr.at(), "computed here"));
  }

  static String quote(String text) {
    String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
    return "'" + shown.replace("\n", "\\n") + "'";
  }

  private Value name(Frame frame, Expr.Name name) {
    Value value = frame.find(name.id());
    if (value == null || value.isNothing()) {
      return Value.of(
          new Atom.External("builtins." + name.id()),
          Trace.start(frame.file(), name.at(), name.id()));
    }
    return value;
  }

  private Value attribute(Frame frame, Expr.Attribute attribute) {
    Value target = evaluate(frame, attribute.target());
    String path = path(attribute);
    if (path != null) {
      Value written = frame.variables().get(path);
      if (written != null) {
        return written;
      }
    }
    return analysis.attributes().get(frame, target, attribute.name(), attribute.nameAt());
  }

  private Value call(Frame frame, Expr.Call call) {
    Value callee = evaluate(frame, call.callee());
    Arguments arguments = arguments(frame, call.arguments());
    int at = call.callee() instanceof Expr.Attribute attribute ? attribute.nameAt() : call.at();
    Value result = analysis.calls().call(frame, callee, arguments, at);
    if (call.callee() instanceof Expr.Attribute attribute) {
      result = analysis.shapes().result(frame, attribute, callee, arguments, result);
      analysis.shapes().consider(frame, attribute, callee, arguments, call);
      result = analysis.mutations().call(frame, attribute, arguments, result);
    }
    return result;
  }

  /** What {@code %} formats: the members of a tuple, but a list as a whole, as its text. */
  private static Value operand(Expr written, Value value) {
    boolean tuple =
        written instanceof Expr.Sequence given && given.shape() == Expr.Sequence.Shape.TUPLE;
    boolean mayBeList =
        written instanceof Expr.Sequence
            || value.any(atom -> atom instanceof Sequence held && held.elements().size() == 1);
    return mayBeList && !tuple ? Value.unknown("what may be a list, as text", null) : value;
  }

  Arguments arguments(Frame frame, List<Expr.Argument> written) {
    if (written.isEmpty()) {
      return Arguments.NONE;
    }
    List<Value> positional = new ArrayList<>();
    List<Map<String, Value>> ways = List.of(new LinkedHashMap<>());
    Value more = null;
    Value moreKeywords = null;
    for (Expr.Argument argument : written) {
      Value value = evaluate(frame, argument.value());
      switch (argument.form()) {
        case POSITIONAL -> {
          if (more == null) {
            positional.add(value);
          } else {
            more = more.join(value);
          }
        }
        case KEYWORD -> {
          for (Map<String, Value> way : ways) {
            way.put(String.valueOf(argument.keyword()), value);
          }
        }
        case SPREAD -> {
          if (more == null
              && value.only() instanceof Sequence sequence
              && sequence.rest() == null) {
            positional.addAll(sequence.elements());
          } else {
            Value any = analysis.elements().elements(frame, value, argument.value().at());
            more = more == null ? any : more.join(any);
          }
        }
        case SPREAD_KEYWORDS -> {
          ways = spread(ways, value);
          for (Value.Alternative alternative : value.alternatives()) {
            if (alternative.atom() instanceof Dict dict) {
              Value unlisted = dict.unlisted();
              moreKeywords = unlisted == null ? moreKeywords : join(moreKeywords, unlisted);
            } else if (!(alternative.atom() instanceof Atom.Plain)) {
              moreKeywords =
                  join(
                      moreKeywords,
                      Value.unknown(
                          "an argument out of a dictionary that is not known",
                          alternative.trace()));
            }
          }
        }
      }
    }
    return new Arguments(
        List.copyOf(positional),
        Arguments.joined(ways),
        more,
        moreKeywords,
        ways.size() > 1 ? ways : List.of());
  }

  /** The ways of a call after one more spread, one for each dictionary that it may be. */
  private static List<Map<String, Value>> spread(List<Map<String, Value>> ways, Value value) {
    List<Map<String, Value>> longer = new ArrayList<>();
    for (Value.Alternative alternative : value.alternatives()) {
      for (Map<String, Value> way : ways) {
        Map<String, Value> next = new LinkedHashMap<>(way);
        if (alternative.atom() instanceof Dict dict) {
          dict.entries()
              .forEach(
                  (name, given) -> {
                    if (Dict.isLiteral(name)) {
                      Arguments.put(next, name, given);
                    }
                  });
        }
        if (!longer.contains(next)) {
          longer.add(next);
        }
      }
    }
    return longer.isEmpty()
        ? ways
        : longer.size() > Arguments.MOST_WAYS
            ? List.of(new LinkedHashMap<>(Arguments.joined(longer)))
            : longer;
  }

  private static Value join(@Nullable Value left, Value right) {
    return left == null ? right : left.join(right);
  }

  private Value format(Frame frame, Expr.Format format) {
    List<Value> parts = new ArrayList<>();
    for (Expr part : format.parts()) {
      parts.add(evaluate(frame, part));
    }
    return Texts.concat(parts, frame.file(), format.at());
  }

  private Value sequence(Frame frame, Expr.Sequence sequence) {
    List<Value> elements = new ArrayList<>();
    Value rest = null;
    for (Expr element : sequence.elements()) {
      if (element instanceof Expr.Star star) {
        Value value = evaluate(frame, star.operand());
        if (rest == null && value.only() instanceof Sequence inner && inner.rest() == null) {
          elements.addAll(inner.elements());
        } else {
          rest = join(rest, analysis.elements().elements(frame, value, star.at()));
        }
      } else if (rest == null) {
        elements.add(evaluate(frame, element));
      } else {
        rest = rest.join(evaluate(frame, element));
      }
    }
    Sequence made = new Sequence(List.copyOf(elements), rest);
    boolean set = sequence.shape() == Expr.Sequence.Shape.SET;
    return Value.of(set ? made.unordered() : made, null);
  }

  private Value dictionary(Frame frame, Expr.Dictionary dictionary) {
    List<Dict.Builder> dicts = List.of(Dict.builder());
    for (Expr.Dictionary.Entry entry : dictionary.entries()) {
      Value value = evaluate(frame, entry.value());
      if (entry.key() == null) {
        dicts = spreadInto(dicts, value);
      } else {
        Value key = evaluate(frame, entry.key());
        dicts.forEach(dict -> putAll(dict, key, value));
      }
    }
    Trace trace = Trace.start(frame.file(), dictionary.at(), "dictionary");
    Value made = Value.NOTHING;
    for (Dict.Builder dict : dicts) {
      made = made.join(Value.of(dict.build(), trace));
    }
    return made;
  }

  /** The dictionaries after one more spread, one for each that it may be. */
  private static List<Dict.Builder> spreadInto(List<Dict.Builder> dicts, Value value) {
    List<Dict> longer = new ArrayList<>();
    for (Dict.Builder dict : dicts) {
      Dict before = dict.build();
      for (Value.Alternative alternative : value.alternatives()) {
        longer.add(
            alternative.atom() instanceof Dict spread
                ? before.with(spread)
                : Containers.updated(before, Value.of(alternative.atom(), alternative.trace())));
      }
    }
    if (longer.size() > Arguments.MOST_WAYS) {
      Dict either = longer.get(0);
      for (Dict dict : longer.subList(1, longer.size())) {
        either = either.or(dict);
      }
      longer = List.of(either);
    }
    return longer.isEmpty()
        ? dicts
        : longer.stream().map(dict -> Dict.builder().putAll(dict)).toList();
  }

  static void putAll(Dict.Builder dict, Value keys, Value value) {
    Value held = keys.alternatives().size() > 1 ? Merged.certain(value) : value;
    dict.blend(keys.alternatives().size() > 1);
    keys.alternatives().forEach(key -> dict.put(key, held));
  }

  private Value yielded(Frame frame, Expr.Yield expr) {
    if (expr.value() != null) {
      Value value = evaluate(frame, expr.value());
      frame.yields(expr.from() ? analysis.elements().elements(frame, value, expr.at()) : value);
    } else {
      frame.yields(Value.of(Atom.Plain.NONE));
    }
    return Value.unknown("what a caller sends into a generator", null);
  }
}

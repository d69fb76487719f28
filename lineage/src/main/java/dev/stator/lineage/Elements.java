package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code a[b]}, slices and iteration give. */
final class Elements {
  /** Loops of more turns than this are run on all elements at once. */
  static final int TURNS = 128;

  private final Analysis analysis;

  Elements(Analysis analysis) {
    this.analysis = analysis;
  }

  /** {@code container[key]}. */
  Value entry(Frame frame, Value container, Value key, int at) {
    return container.flatMap(
        alternative -> {
          Atom atom = alternative.atom();
          if (atom instanceof Dict dict) {
            return entry(dict, key, alternative.trace());
          }
          if (atom instanceof Atom.External external && external.name().equals("os.environ")) {
            Value written = EnvironmentVariables.written(frame, key);
            return written != null ? written : EnvironmentVariables.of(key, null, frame.file(), at);
          }
          if (atom instanceof Atom.External external) {
            Value held = ofFramework(frame, external, key, at);
            if (held != null) {
              return held;
            }
          }
          if (atom instanceof Sequence sequence) {
            return element(sequence, key);
          }
          if (atom instanceof Atom.Text text && text.literal() != null) {
            return element(new Sequence(characters(text, alternative.trace()), null), key);
          }
          String member = key.literal();
          if (atom instanceof Atom.Code.Type type
              && type.type().isEnumeration()
              && member != null) {
            return analysis
                .attributes()
                .get(frame, Value.of(atom, alternative.trace()), member, at);
          }
          if (atom instanceof Atom.Code.Type) {
            return Value.of(atom, alternative.trace());
          }
          if (atom instanceof Atom.Code.Made object
              && object.instance().type().find("__getitem__") != null) {
            Value method =
                analysis
                    .attributes()
                    .get(frame, Value.of(atom, alternative.trace()), "__getitem__", at);
            return analysis
                .calls()
                .call(frame, method, new Arguments(List.of(key), Map.of(), null, null), at);
          }
          if (atom instanceof Atom.Code.Made object) {
            Value field = analysis.namedTuples().at(frame, object, key, at);
            if (field != null) {
              return field;
            }
          }
          if (atom instanceof Atom.Unknown) {
            return Value.of(
                atom, Trace.step(alternative.trace(), frame.file(), at, "an entry of it"));
          }
          if (atom instanceof Atom.External external) {
            return Value.unknown(
                "an entry of " + external.name() + ", which is outside the analysed code",
                alternative.trace());
          }
          return Value.unknown("an entry of something that is not followed", alternative.trace());
        });
  }

  /** What subscripts of a framework's own objects mean; null where they are none. */
  private @Nullable Value ofFramework(Frame frame, Atom.External object, Value key, int at) {
    if (object.name().endsWith(".Annotated") && key.only() instanceof Sequence parts) {
      Value given =
          parts.anyElement().filter(atom -> atom instanceof Aws || atom instanceof Atom.Code.Made);
      return given.isNothing() ? null : given;
    }
    return object.name().startsWith("dependency_injector.wiring.Provide")
        ? analysis.calls().call(frame, key, Arguments.NONE, at)
        : analysis.ambient().entry(frame, object, key, at);
  }

  private static Value entry(Dict dict, Value key, @Nullable Trace trace) {
    Value found = Value.NOTHING;
    boolean all = true;
    for (Value.Alternative alternative : key.alternatives()) {
      Value value = dict.get(alternative.atom());
      if (value != null && !value.present().isNothing()) {
        found = found.join(value.present());
      } else {
        all = false;
      }
    }
    if (all && !found.isNothing()) {
      return key.any(Atom.Unknown.class::isInstance) ? Merged.any(found) : found;
    }
    boolean exactKey = key.literal() != null;
    if (exactKey) {
      Value unlisted = dict.unlisted();
      return unlisted != null
          ? Merged.certain(unlisted)
          : Value.unknown(
              "no entry "
                  + Expressions.quote(String.valueOf(key.literal()))
                  + " was seen in the dictionary",
              trace);
    }
    if (dict.rest() != null) {
      found = Merged.any(found.join(dict.rest()));
    } else if (isTableOfAlikes(dict)) {
      found = found.join(Value.join(new ArrayList<>(dict.entries().values())).present());
    }
    return found.isNothing()
        ? Value.unknown("an entry of a dictionary by a key that is not known", trace)
        : found;
  }

  /**
   * Whether any entry may stand for any other, so that a key that is not known gives one of them:
   * few, all known, and all texts or all of one kind. Settings of every kind in one dictionary are
   * no such thing.
   */
  private static boolean isTableOfAlikes(Dict dict) {
    Class<?> kind = null;
    for (Value value : dict.entries().values()) {
      for (Value.Alternative alternative : value.alternatives()) {
        if (kind != null && kind != alternative.atom().getClass()) {
          return false;
        }
        kind = alternative.atom().getClass();
      }
    }
    return dict.entries().size() <= 8;
  }

  private static Value element(Sequence sequence, Value key) {
    Integer index = Numbers.index(key);
    Value there = index == null ? null : sequence.at(index);
    if (there != null) {
      return there;
    }
    if (index != null && sequence.rest() == null && !sequence.elements().isEmpty()) {
      int size = sequence.elements().size();
      if (index >= size || index < -size) {
        return Value.unknown("element " + index + " of a list of " + size, null);
      }
    }
    Value any = Merged.any(sequence.anyElement());
    return any.isNothing() ? Value.unknown("an element of a list that is not known", null) : any;
  }

  /** The characters of a text that is known; those of a very long one are not told apart. */
  private static List<Value> characters(Atom.Text text, @Nullable Trace trace) {
    String literal = String.valueOf(text.literal());
    List<Value> characters = new ArrayList<>();
    literal
        .codePoints()
        .limit(TURNS)
        .forEach(c -> characters.add(Value.of(text.as(Character.toString(c)), trace)));
    return characters;
  }

  /**
   * What iterating over a value gives, one by one; null where it is not known how many. Those of a
   * set come in any order.
   */
  static @Nullable List<Value> known(Value value) {
    Atom only = value.only();
    if (only instanceof Sequence sequence) {
      return sequence.rest() == null ? sequence.elements() : null;
    }
    if (only instanceof Dict dict) {
      return dict.rest() == null && dict.entries().values().stream().noneMatch(Value::mayBeAbsent)
          ? dict.keys().values().stream().map(key -> Value.of(key.atom(), key.trace())).toList()
          : null;
    }
    String literal = value.literal();
    return literal != null && literal.length() <= TURNS && only instanceof Atom.Text text
        ? characters(text, value.trace())
        : null;
  }

  Value slice(
      Frame frame,
      Value container,
      @Nullable Value from,
      @Nullable Value to,
      @Nullable Value step,
      int at) {
    return container.flatMap(
        alternative -> {
          Slice slice = Slice.of(from, to, step);
          if (alternative.atom() instanceof Sequence sequence) {
            return Value.of(
                slice != null && sequence.isExact()
                    ? sequence.of(slice.cut(sequence.elements()))
                    : new Sequence(List.of(), sequence.anyElement()),
                alternative.trace());
          }
          if (alternative.atom() instanceof Atom.Text text) {
            String literal = text.literal();
            if (slice != null && literal != null) {
              StringBuilder part = new StringBuilder();
              slice
                  .cut(literal.codePoints().boxed().toList())
                  .forEach(character -> part.appendCodePoint(character));
              return Value.of(text.as(part.toString()), alternative.trace());
            }
            return Value.of(
                text.as(
                    List.of(
                        new Atom.Text.Part.Gap("a part of " + Expressions.quote(text.pattern())))),
                Trace.step(alternative.trace(), frame.file(), at, "a part of it"));
          }
          return alternative.atom() instanceof Atom.Unknown
              ? Value.of(alternative.atom(), alternative.trace())
              : Value.unknown("a part of something that is not followed", alternative.trace());
        });
  }

  /**
   * What each turn of a loop over a value gives, where that is known: a short list of known
   * elements. What one turn puts together, such as a key and its table, then stays together. Null
   * where turns cannot be told apart.
   */
  static @Nullable List<Value> turns(Value value) {
    return value.only() instanceof Sequence sequence
            && sequence.rest() == null
            && sequence.elements().size() > 1
            && sequence.elements().size() <= TURNS
        ? sequence.elements()
        : value.only() instanceof Dict dict
                && dict.rest() == null
                && dict.keys().size() > 1
                && dict.keys().size() <= TURNS
            ? dict.keys().values().stream().map(key -> Value.of(key.atom(), key.trace())).toList()
            : null;
  }

  /** What iterating over a value gives. */
  Value elements(Frame frame, Value value, int at) {
    return value.flatMap(
        alternative -> {
          Atom atom = alternative.atom();
          Trace trace = alternative.trace();
          if (atom instanceof Sequence sequence) {
            return sequence.anyElement();
          } else if (atom instanceof Dict dict) {
            Value keys =
                dict.rest() == null
                    ? Value.NOTHING
                    : Value.unknown("a key of a dictionary that is not known", trace);
            for (Value.Alternative key : dict.keys().values()) {
              keys = keys.join(Value.of(key.atom(), key.trace()));
            }
            return keys;
          } else if (atom instanceof Atom.Code.Generator generator) {
            return generator.yields();
          } else if (atom instanceof Aws.Tables) {
            return Value.of(
                new Aws.Table(
                    new Atom.Unknown("each table of the account (tables.all())", false),
                    trace,
                    true),
                Trace.step(trace, frame.file(), at, "one of all tables"));
          } else if (atom instanceof Atom.Code.Type type && type.type().isEnumeration()) {
            Value members = Value.NOTHING;
            for (Map.Entry<String, Value> entry : type.type().attributes().entrySet()) {
              members =
                  entry.getValue().any(Atom.Text.class::isInstance)
                      ? members.join(entry.getValue())
                      : members;
            }
            return members;
          } else if (atom instanceof Atom.Code.Made object) {
            for (String method : List.of("__iter__", "__aiter__")) {
              if (object.instance().type().find(method) != null) {
                Value iterator =
                    analysis
                        .calls()
                        .call(
                            frame,
                            analysis.attributes().get(frame, Value.of(atom, trace), method, at),
                            Arguments.NONE,
                            at);
                return iterator.any(Atom.Code.Made.class::isInstance)
                    ? Value.unknown("an element of an iterator", trace)
                    : elements(frame, iterator, at);
              }
            }
            return Value.unknown("an element of " + object.instance(), trace);
          } else if (atom instanceof Atom.Unknown) {
            return Value.of(atom, Trace.step(trace, frame.file(), at, "an element of it"));
          } else if (atom instanceof Atom.External external) {
            return Value.unknown(
                "an element of " + external.name() + ", which is outside the analysed code", trace);
          }
          return Value.unknown("an element of something that is not followed", trace);
        });
  }
}

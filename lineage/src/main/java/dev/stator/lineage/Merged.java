package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;

/**
 * What one entry may be of a container whose entries were not told apart: too many of them, or
 * written by a key that is not known. That it is this or that name of many would be a guess.
 */
final class Merged {
  /** So many names that one entry may have, where all may be meant, are still told. */
  static final int HANDFUL = 8;

  private static final String REASON = "an entry of a container whose keys could not be followed";

  private Merged() {}

  /** The entry that a known key or place holds: what all have in common. */
  static Value certain(Value all) {
    return limited(all, 1);
  }

  /** Whichever entry a key that is not known itself means. */
  static Value any(Value all) {
    return limited(all, HANDFUL);
  }

  private static Value limited(Value all, int most) {
    if (all.alternatives().size() < 2) {
      return all;
    }
    int names = 0;
    List<Dict> dicts = new ArrayList<>();
    for (Value.Alternative alternative : all.alternatives()) {
      names += isNamed(alternative.atom()) ? 1 : 0;
      if (alternative.atom() instanceof Dict dict) {
        dicts.add(dict);
      }
    }
    if (names <= most && dicts.size() <= most) {
      return all;
    }
    boolean forget = names > most;
    Value kept = Value.NOTHING;
    for (Value.Alternative alternative : all.alternatives()) {
      Atom atom = alternative.atom();
      if (forget && atom instanceof Atom.Unknown) {
        continue;
      }
      if (dicts.size() <= most || !(atom instanceof Dict)) {
        kept =
            kept.join(
                Value.of(forget && isNamed(atom) ? nameless(atom) : atom, alternative.trace()));
      }
    }
    return dicts.size() <= most ? kept : kept.join(Value.of(common(dicts, most), all.trace()));
  }

  /** One dictionary in place of many that one may be, each of its entries as merged as they are. */
  private static Dict common(List<Dict> dicts, int most) {
    Dict either = dicts.get(0);
    for (Dict dict : dicts.subList(1, dicts.size())) {
      either = either.or(dict);
    }
    Dict.Builder common = Dict.builder();
    for (var key : either.keys().entrySet()) {
      Value entry = either.entries().getOrDefault(key.getKey(), Value.NOTHING);
      common.put(key.getValue(), limited(entry, most));
    }
    return common.open(either.rest()).build();
  }

  private static boolean isNamed(Atom atom) {
    return atom instanceof Atom.Text
        || (atom instanceof Aws.Table table && table.name() instanceof Atom.Text);
  }

  private static Atom nameless(Atom atom) {
    Atom.Unknown unknown = new Atom.Unknown(REASON, false);
    return atom instanceof Aws.Table table
        ? new Aws.Table(unknown, table.nameTrace(), table.certain())
        : unknown;
  }
}

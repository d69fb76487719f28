package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds S3 objects that are written after the item that points at them. An item points at an object
 * when the object's key, the very variable or expression, is in what is written to the table; that
 * both are made of the same id is not enough. Either write may be in a function that this one
 * calls. An item that is written again after the object was announced before it is not blamed: that
 * is a state that is kept on purpose.
 */
final class OffloadOrder {
  private final Functions functions;
  private final Map<Calls.Place, Set<Integer>> writes = new HashMap<>();
  private final Map<Calls.Place, Map<Integer, Sites.Upload>> uploads = new HashMap<>();

  /** An upload that comes after the write that points at it. */
  record Late(Calls.Place place, FunctionBody.Call upload, FunctionBody.Call write) {}

  OffloadOrder(Functions functions, Sites sites) {
    this.functions = functions;
    for (Sites.Site site : sites.sites()) {
      if (isWrite(site)) {
        CallPoint point = site.point;
        writes.computeIfAbsent(place(point), made -> new HashSet<>()).add(point.at());
      }
    }
    for (Sites.Upload upload : sites.uploads()) {
      uploads
          .computeIfAbsent(place(upload.point()), made -> new HashMap<>())
          .put(upload.point().at(), upload);
    }
  }

  private static Calls.Place place(CallPoint point) {
    return new Calls.Place(point.file(), point.artifactAt());
  }

  private static boolean isWrite(Sites.Site site) {
    return site.ground != Sites.Ground.SHAPE
        && switch (site.api) {
          case "put_item", "update_item", "batch_write_item", "transact_write_items" -> true;
          default -> false;
        };
  }

  List<Late> late() {
    Set<Calls.Place> candidates = new HashSet<>(uploads.keySet());
    for (Calls.Place place : uploads.keySet()) {
      candidates.addAll(functions.callers(place));
    }
    List<Late> late = new ArrayList<>();
    candidates.forEach(place -> late(place, late));
    return late;
  }

  private void late(Calls.Place place, List<Late> late) {
    FunctionBody body = functions.body(place);
    List<FunctionBody.Call> written = new ArrayList<>();
    List<FunctionBody.Call> put = new ArrayList<>();
    for (FunctionBody.Call call : body.calls()) {
      boolean ownWrite = writes.getOrDefault(place, Set.of()).contains(call.at());
      boolean ownUpload = uploads.getOrDefault(place, Map.of()).containsKey(call.at());
      boolean writesBelow = !ownUpload && !ownWrite && below(place, call, writes::containsKey);
      boolean putsBelow = !ownUpload && !ownWrite && below(place, call, uploads::containsKey);
      if (ownWrite || (writesBelow && !putsBelow)) {
        written.add(call);
      } else if (ownUpload || (putsBelow && !writesBelow)) {
        put.add(call);
      }
    }
    for (FunctionBody.Call upload : put) {
      List<Expr> keys = keys(place, body, upload);
      List<FunctionBody.Call> pointing =
          written.stream().filter(write -> points(body, write, keys)).toList();
      FunctionBody.Call before = null;
      boolean again = false;
      for (FunctionBody.Call write : pointing) {
        boolean earlier = write.at() < upload.at();
        if (earlier && FunctionBody.follows(upload, write)) {
          before = before == null ? write : before;
        }
      }
      for (FunctionBody.Call write : written) {
        again |= write.at() > upload.at() && FunctionBody.follows(write, upload);
      }
      if (before != null && !again) {
        late.add(new Late(place, upload, before));
      }
    }
  }

  /** Whether a call leads into a function in which, or below which, something holds. */
  private boolean below(Calls.Place place, FunctionBody.Call call, Predicate<Calls.Place> holds) {
    for (Calls.Place called : functions.called(place)) {
      Stmt.Function definition = functions.definition(called);
      if (definition != null
          && definition.name().equals(call.name())
          && functions.reachable(called).stream().anyMatch(holds)) {
        return true;
      }
    }
    return false;
  }

  /** What the key of an uploaded object is written as, in the function of the call. */
  private List<Expr> keys(Calls.Place place, FunctionBody body, FunctionBody.Call call) {
    Sites.Upload upload = uploads.getOrDefault(place, Map.of()).get(call.at());
    List<Expr> keys = new ArrayList<>();
    if (upload == null) {
      for (Calls.Place called : functions.called(place)) {
        Stmt.Function definition = functions.definition(called);
        if (definition != null && definition.name().equals(call.name())) {
          passed(called, definition, call, keys);
        }
      }
    } else {
      written(body, call, upload, keys);
    }
    List<Expr> all = new ArrayList<>(keys);
    for (Expr key : keys) {
      if (key instanceof Expr.Name name) {
        all.addAll(body.assigned(name.id()));
      }
    }
    all.removeIf(key -> key instanceof Expr.Constant || isFresh(key));
    return all;
  }

  /** Whether an expression may be something else each time that it is evaluated. */
  private static boolean isFresh(Expr expr) {
    List<Expr> calls = new ArrayList<>();
    SyntaxParts.walk(
        expr,
        part -> {
          if (part instanceof Expr.Call call && call.arguments().isEmpty()) {
            calls.add(call);
          }
        });
    return !calls.isEmpty();
  }

  private static void written(
      FunctionBody body, FunctionBody.Call call, Sites.Upload upload, List<Expr> keys) {
    if (!upload.ofObject()) {
      add(keys, argument(call.expr(), "Key", upload.keyPosition()));
      return;
    }
    Expr receiver =
        call.expr().callee() instanceof Expr.Attribute method ? method.target() : call.expr();
    for (Expr part : body.behind(receiver)) {
      if (part instanceof Expr.Call made
          && made.callee() instanceof Expr.Attribute maker
          && maker.name().equals("Object")) {
        add(keys, argument(made, "key", made.arguments().size() - 1));
      }
    }
  }

  /** The arguments of a call that its function uploads by. */
  private void passed(
      Calls.Place called, Stmt.Function definition, FunctionBody.Call call, List<Expr> keys) {
    FunctionBody inner = functions.body(called);
    List<Expr> own = new ArrayList<>();
    for (FunctionBody.Call upload : inner.calls()) {
      Sites.Upload known = uploads.getOrDefault(called, Map.of()).get(upload.at());
      if (known != null) {
        written(inner, upload, known, own);
      }
    }
    List<Expr.Parameters.Parameter> parameters = definition.parameters().all();
    boolean bound =
        !parameters.isEmpty()
            && (parameters.get(0).name().equals("self") || parameters.get(0).name().equals("cls"));
    for (Expr key : own) {
      for (Expr part : inner.behind(key)) {
        for (int i = 0; i < parameters.size(); i++) {
          if (part instanceof Expr.Name name && name.id().equals(parameters.get(i).name())) {
            add(keys, argument(call.expr(), name.id(), bound ? i - 1 : i));
          }
        }
      }
    }
  }

  private static void add(List<Expr> list, @Nullable Expr expr) {
    if (expr != null) {
      list.add(expr);
    }
  }

  private static @Nullable Expr argument(Expr.Call call, String keyword, int position) {
    int place = 0;
    for (Expr.Argument argument : call.arguments()) {
      if (keyword.equals(argument.keyword())) {
        return argument.value();
      }
      if (argument.form() == Expr.Argument.Form.POSITIONAL && place++ == position) {
        return argument.value();
      }
    }
    return null;
  }

  /**
   * Whether what is written has one of the keys in it; the key of the item itself does not count.
   */
  private static boolean points(FunctionBody body, FunctionBody.Call write, List<Expr> keys) {
    for (Expr.Argument argument : write.expr().arguments()) {
      if ("Key".equals(argument.keyword())) {
        continue;
      }
      for (Expr part : body.behind(argument.value())) {
        if (keys.stream().anyMatch(key -> same(key, part))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two expressions are written the same. */
  private static boolean same(Expr left, Expr right) {
    if (left.getClass() != right.getClass() || !own(left).equals(own(right))) {
      return false;
    }
    List<Expr> mine = SyntaxParts.parts(left);
    List<Expr> theirs = SyntaxParts.parts(right);
    if (mine.size() != theirs.size() || (mine.isEmpty() && own(left).isEmpty())) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      if (!same(mine.get(i), theirs.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What an expression says itself, beside its parts. */
  private static String own(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return name.id();
    } else if (expr instanceof Expr.Attribute attribute) {
      return attribute.name();
    } else if (expr instanceof Expr.Text text) {
      return text.value();
    } else if (expr instanceof Expr.Constant constant) {
      return constant.text();
    } else if (expr instanceof Expr.Binary binary) {
      return binary.operator();
    }
    return "";
  }
}

package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a framework hands everywhere: {@code flask.g}, the configuration of a Flask application, the
 * state of a Starlette application, Django's settings. Whoever writes a field of one is seen by
 * whoever reads it, in whichever function; writes join over a pass, as those of an object's fields
 * do. Tests' writes are nothing to the code.
 */
final class Ambient {
  private static final String APPLICATION = "flask.current_app";
  private static final String CONFIG = APPLICATION + ".config";
  private static final String OBJECTS = CONFIG + "()";
  private static final String STARLETTE = "fastapi.app";
  private static final String REQUEST = "fastapi.request";
  private static final String DJANGO = "django.conf.settings.";

  private static final Set<String> HELD =
      Set.of(
          "flask.g",
          CONFIG,
          APPLICATION + ".extensions",
          APPLICATION,
          STARLETTE + ".state",
          REQUEST + ".state");

  private final Analysis analysis;
  private Map<String, Value> fields = new HashMap<>();
  private Map<String, Value> before = Map.of();
  private @Nullable List<SourceFile> settings;

  Ambient(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Ends a pass. Says whether another pass would read other fields than this one read. */
  boolean turn() {
    boolean changed = Instance.differ(before, fields);
    before = fields;
    fields = new HashMap<>();
    return changed;
  }

  private @Nullable Value read(String path) {
    Value value = before.get(path);
    return value != null ? value : fields.get(path);
  }

  private void write(Frame frame, String path, Value value) {
    if (!frame.file().isTest()) {
      fields.merge(path, value, Value::join);
    }
  }

  /** One name for what goes by several. */
  private static String canonical(String name) {
    return name.startsWith("quart.")
        ? "flask." + name.substring("quart.".length())
        : name.equals(REQUEST + ".app") ? STARLETTE : name;
  }

  /** {@code object.name} of something outside the project. */
  Value attribute(Frame frame, Atom.External object, String name, @Nullable Trace trace, int at) {
    String path = canonical(object.name() + "." + name);
    Value held = HELD.contains(canonical(object.name())) ? read(path) : null;
    if (held == null && path.startsWith(DJANGO) && path.indexOf('.', DJANGO.length()) < 0) {
      held = setting(frame, name, at);
    }
    return held == null ? Value.of(new Atom.External(path), trace) : held;
  }

  /** {@code object[key]}; null where it is nothing of these. */
  @Nullable Value entry(Frame frame, Atom.External object, Value key, int at) {
    String name = canonical(object.name());
    String literal = key.literal();
    if (!HELD.contains(name) || literal == null) {
      return null;
    }
    Value written = read(entry(name, literal));
    Value objects = written == null && name.equals(CONFIG) ? read(OBJECTS) : null;
    return objects == null ? written : analysis.attributes().get(frame, objects, literal, at);
  }

  private static String entry(String name, String key) {
    return name + "[" + key + "]";
  }

  void setField(Frame frame, Atom.External object, String name, Value value) {
    String owner = canonical(object.name());
    if (HELD.contains(owner)) {
      write(frame, owner + "." + name, value);
    }
  }

  void setEntry(Frame frame, Atom.External object, Value key, Value value) {
    String owner = canonical(object.name());
    if (HELD.contains(owner) && key.literal() != null) {
      write(frame, entry(owner, String.valueOf(key.literal())), value);
    }
  }

  /** A call of one of the frameworks; null for any other. */
  @Nullable Value call(
      Frame frame, String function, Arguments arguments, @Nullable Trace trace, int at) {
    String name = canonical(function);
    switch (name) {
      case "flask.Flask", "flask.Quart" -> {
        return Value.of(new Atom.External(APPLICATION), trace);
      }
      case "fastapi.FastAPI", "starlette.applications.Starlette" -> {
        return Value.of(new Atom.External(STARLETTE), trace);
      }
      case CONFIG + ".get", CONFIG + ".setdefault" -> {
        Value key = arguments.get(0, "key");
        Value fallback = arguments.get(1, "default");
        Value held = key == null ? null : entry(frame, new Atom.External(CONFIG), key, at);
        if (name.endsWith("setdefault") && key != null && fallback != null) {
          setEntry(frame, new Atom.External(CONFIG), key, fallback);
        }
        return held == null
            ? fallback == null
                ? null
                : fallback.join(Value.unknown("a setting of the application", trace))
            : held;
      }
      case CONFIG + ".update", CONFIG + ".from_mapping" -> {
        Map<String, Value> given = new HashMap<>(arguments.keywords());
        if (!arguments.positional().isEmpty()
            && arguments.positional().get(0).only() instanceof Dict dict) {
          given.putAll(dict.entries());
        }
        given.forEach((key, value) -> write(frame, entry(CONFIG, key), value));
        return Value.of(Atom.Plain.NONE);
      }
      case CONFIG + ".from_object" -> {
        Value object = arguments.get(0, "obj");
        String path = object == null ? null : object.literal();
        object = path == null ? object : imported(frame, path, at);
        if (object != null) {
          write(frame, OBJECTS, object);
        }
        return Value.of(Atom.Plain.NONE);
      }
      default -> {
        return null;
      }
    }
  }

  /** What a dotted path is the name of: a module, or something in one. */
  private @Nullable Value imported(Frame frame, String path, int at) {
    SourceFile file = analysis.project().resolve(frame.file(), 0, path);
    if (file != null) {
      return Value.of(new Atom.Module(path, file, frame.file()));
    }
    int dot = path.lastIndexOf('.');
    file = dot < 0 ? null : analysis.project().resolve(frame.file(), 0, path.substring(0, dot));
    return file == null
        ? null
        : analysis
            .imports()
            .attribute(
                new Atom.Module(path.substring(0, dot), file, frame.file()),
                path.substring(dot + 1),
                at);
  }

  /** What a hint of a request's type stands for; null for any other type. */
  static @Nullable Atom hinted(String type) {
    return switch (type) {
      case "fastapi.Request",
          "fastapi.WebSocket",
          "starlette.requests.Request",
          "starlette.requests.HTTPConnection",
          "starlette.websockets.WebSocket" ->
          new Atom.External(REQUEST);
      default -> null;
    };
  }

  /**
   * A setting of Django, as the modules of settings nearest to the reader have it; null where none
   * has it.
   */
  private @Nullable Value setting(Frame frame, String name, int at) {
    int nearest = -1;
    Value found = null;
    for (SourceFile file : settings()) {
      int shared = shared(file.name(), frame.file().name());
      if (shared >= nearest && file != frame.file()) {
        Value value = analysis.runModule(file).find(name);
        if (value != null && !value.isNothing()) {
          value = value.via(frame.file(), at, "set in " + file.name());
          found = found == null || shared > nearest ? value : found.join(value);
          nearest = shared;
        }
      }
    }
    return found;
  }

  private List<SourceFile> settings() {
    List<SourceFile> known = settings;
    if (known == null) {
      known = new ArrayList<>();
      for (SourceFile file : analysis.project().files()) {
        String name = file.name();
        boolean inPackage = ("/" + name).contains("/settings/");
        if (!file.isTest() && (inPackage || ("/" + name).endsWith("/settings.py"))) {
          known.add(file);
        }
      }
      settings = known;
    }
    return known;
  }

  /** How many folders two paths begin with alike. */
  private static int shared(String left, String right) {
    String[] a = left.split("/", -1);
    String[] b = right.split("/", -1);
    int same = 0;
    while (same < a.length - 1 && same < b.length - 1 && a[same].equals(b[same])) {
      same++;
    }
    return same;
  }
}

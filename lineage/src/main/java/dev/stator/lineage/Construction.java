package dev.stator.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the objects of the project's classes, and knows those that were made. */
final class Construction {
  /** More objects of one class than this are not entered one by one. */
  private static final int OBJECTS = 16;

  /** More objects of one class than this are not followed. */
  private static final int MOST = 256;

  private final Analysis analysis;
  private final Map<Instance.Key, Instance> instances = new LinkedHashMap<>();
  private final Map<PythonClass, List<Instance>> byType = new HashMap<>();

  /** Where an object is made; no file for one that code outside would make. */
  private record Place(@Nullable SourceFile file, int at) {}

  /** The function or module around each place that makes objects. */
  private final Map<Place, Calls.Place> places = new HashMap<>();

  /** Those of the places that a loop is around. */
  private final Set<Place> inLoops = new HashSet<>();

  /** The places that make one object for each call and turn, though the arguments are equal. */
  private final Set<Place> momentary = new HashSet<>();

  /** The functions around them. */
  private final Set<Calls.Place> factories = new HashSet<>();

  Construction(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Ends a pass. Says whether another pass would read other fields than this one read. */
  boolean turn() {
    boolean changed = false;
    for (Instance instance : List.copyOf(instances.values())) {
      changed |= instance.turn();
      changed |= instance.mayBeSeveral() && tellApart(instance);
    }
    return changed;
  }

  /**
   * One place may make several objects with equal arguments, which only later get their names. From
   * the next pass on each call of a function that does nothing but make them has its own, and each
   * turn of a loop.
   */
  private boolean tellApart(Instance instance) {
    Place place = new Place(instance.key().file(), instance.key().at());
    Calls.Place around = places.get(place);
    if (place.file() == null || around == null || momentary.contains(place)) {
      return false;
    }
    boolean makes =
        around.at() != 0
            && analysis.calls().isCalledFromSeveral(around)
            && analysis.definitions().functions().keySet().stream()
                .anyMatch(
                    function -> function.at() == around.at() && Factories.onlyMakes(function));
    if (!makes && !inLoops.contains(place)) {
      return false;
    }
    if (makes) {
      factories.add(around);
    }
    momentary.add(place);
    instances.remove(instance.key());
    byType.getOrDefault(instance.type(), List.of()).remove(instance);
    return true;
  }

  /** Whether each call of a function makes an object of its own. */
  boolean isFactory(Calls.Place function) {
    return factories.contains(function);
  }

  Value instantiate(Frame frame, PythonClass type, Arguments arguments, int at) {
    if (type.isEnumeration()) {
      Value first = arguments.get(0, "value");
      return first == null ? Value.unknown("a member of " + type.name(), null) : first;
    }
    return construct(frame, type, arguments, frame.file(), at);
  }

  private Value construct(
      Frame frame, PythonClass type, Arguments arguments, @Nullable SourceFile file, int at) {
    List<Value> identity = new ArrayList<>(arguments.all());
    if (identity.stream()
        .anyMatch(
            value ->
                value.any(
                    atom ->
                        atom instanceof Atom.Code.Made object
                            && object.instance().type() == type))) {
      identity = List.of();
    }
    Place place = new Place(file, at);
    places.putIfAbsent(place, new Calls.Place(frame.file(), frame.scope().artifactAt()));
    if (!frame.loops().isEmpty()) {
      inLoops.add(place);
    }
    Instance.Key key =
        new Instance.Key(
            type,
            file,
            at,
            List.copyOf(identity),
            momentary.contains(place) ? frame.moment() : List.of());
    if (file != null && !instances.containsKey(key) && objects(type) >= MOST) {
      return Value.unknown("more objects of " + type.name() + " than are told apart", null);
    }
    Instance instance = instance(key);
    Atom.Code.Made self = new Atom.Code.Made(instance);
    Trace trace = file == null ? null : Trace.start(file, at, "an object of " + type.name());
    if (instance.make()) {
      Value initializer = type.find("__init__");
      if (initializer != null) {
        initialize(frame, initializer, self, arguments, file == null, at);
      } else if (type.hasGeneratedConstructor()) {
        analysis.definitions().fillFields(frame, instance, arguments, file == null, at);
        Value after = type.find("__post_init__");
        if (after != null) {
          initialize(frame, after, self, Arguments.NONE, file == null, at);
        }
      } else if (type.hasExternalBase()) {
        analysis.calls().passedAlong(frame, arguments, at);
      }
    }
    return Value.of(self, trace);
  }

  /** An object whose fields are the environment variables of their names. */
  Value fromEnvironment(PythonClass type, SourceFile file, int at) {
    Instance instance = instance(new Instance.Key(type, file, at, List.of(), List.of()));
    if (instance.make()) {
      type.fields()
          .keySet()
          .forEach(
              name -> instance.write(name, Definitions.setting(type, name, type.find(name)), true));
    }
    return Value.of(
        new Atom.Code.Made(instance), Trace.start(file, at, type.name() + " from the environment"));
  }

  private void initialize(
      Frame frame,
      Value initializer,
      Atom.Code.Made self,
      Arguments arguments,
      boolean entered,
      int at) {
    for (Value.Alternative alternative : initializer.alternatives()) {
      if (alternative.atom() instanceof Atom.Code.Function function) {
        if (entered) {
          analysis.calls().enter(frame, function, self);
        } else {
          analysis.calls().function(frame, function, arguments.prepend(Value.of(self)), self, at);
        }
      }
    }
  }

  /** An object as code outside would make it. */
  Instance outside(Frame frame, PythonClass type) {
    Value made = construct(frame, type, Arguments.NONE, null, type.definition().at());
    if (made.only() instanceof Atom.Code.Made object) {
      return object.instance();
    }
    throw new IllegalStateException("constructing gives one object");
  }

  /**
   * The class or what extends it, whatever nothing extends; for code outside of tests no tests'.
   */
  List<PythonClass> leaves(Frame frame, PythonClass type) {
    List<PythonClass> found = new ArrayList<>();
    collect(frame, type, found, new LinkedHashSet<>());
    return found;
  }

  private static void collect(
      Frame frame, PythonClass type, Collection<PythonClass> found, Set<PythonClass> seen) {
    if (!seen.add(type) || found.size() >= OBJECTS) {
      return;
    }
    List<PythonClass> below =
        type.subclasses().stream()
            .filter(extending -> concerns(frame, extending.scope().file()))
            .toList();
    if (below.isEmpty()) {
      found.add(type);
    } else {
      below.forEach(extending -> collect(frame, extending, found, seen));
    }
  }

  /**
   * Whether what a file makes is anything to the code of a frame: to all but tests, tests are not.
   */
  private static boolean concerns(Frame frame, SourceFile file) {
    return frame.file().isTest() || !file.isTest();
  }

  /**
   * The objects of a class or of what extends it; where the analysed code makes none, one as code
   * outside would make it.
   */
  List<Instance> objects(Frame frame, PythonClass type) {
    List<Instance> found = new ArrayList<>();
    made(frame, type, found, new LinkedHashSet<>());
    if (found.isEmpty()) {
      for (PythonClass leaf : leaves(frame, type)) {
        found.add(outside(frame, leaf));
      }
    }
    return found.size() > OBJECTS ? found.subList(0, OBJECTS) : found;
  }

  private void made(Frame frame, PythonClass type, List<Instance> found, Set<PythonClass> seen) {
    if (seen.add(type)) {
      for (Instance instance : byType.getOrDefault(type, List.of())) {
        SourceFile file = instance.key().file();
        if (file != null && concerns(frame, file)) {
          found.add(instance);
        }
      }
      type.subclasses().forEach(below -> made(frame, below, found, seen));
    }
  }

  /** What a hint of a class of the project stands for. */
  Value objectsOf(Frame frame, PythonClass type) {
    Value all = Value.NOTHING;
    for (Instance instance : objects(frame, type)) {
      all = all.join(Value.of(new Atom.Code.Made(instance)));
    }
    return all;
  }

  private int objects(PythonClass type) {
    List<Instance> known = byType.get(type);
    return known == null ? 0 : known.size();
  }

  Instance instance(Instance.Key key) {
    Instance known = instances.get(key);
    if (known != null) {
      return known;
    }
    List<Instance> same = byType.computeIfAbsent(key.type(), type -> new ArrayList<>());
    Instance made = new Instance(key);
    instances.put(key, made);
    same.add(made);
    return made;
  }
}

package dev.stator.lineage;

import dev.stator.lineage.LineageReport.LinkType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The uses of tables seen in a pass: one entry a call site, with every table that any context of
 * the code around brought to it.
 */
final class Sites {
  /** How well founded it is that the call is one of DynamoDB's. */
  enum Ground {
    MADE,
    HINTED,
    SHAPE
  }

  private static final Atom MOCKED = new Atom.Unknown("only a test with mocks gives a name", false);

  /** What tells uses apart at one site. */
  private record Subject(Atom name, boolean bucket, @Nullable String index) {}

  /** One table at one site. */
  static final class Use {
    final Atom name;
    final boolean bucket;
    final @Nullable String index;
    final @Nullable Trace trace;
    final Set<LinkType> links = new TreeSet<>();
    final Set<String> actions = new TreeSet<>();

    Use(Atom name, boolean bucket, @Nullable String index, @Nullable Trace trace) {
      this.name = name;
      this.bucket = bucket;
      this.index = index;
      this.trace = trace;
    }
  }

  static final class Site {
    final CallPoint point;
    final String api;
    final String receiver;
    Ground ground;
    final Map<Subject, Use> uses = new LinkedHashMap<>();
    final Set<Request> requests = new LinkedHashSet<>();
    private @Nullable Set<Atom> together;
    private boolean varies;

    Site(CallPoint point, String api, String receiver, Ground ground) {
      this.point = point;
      this.api = api;
      this.receiver = receiver;
      this.ground = ground;
    }

    /**
     * What the code uses there; that a test with mocks comes by counts only where nothing else
     * does.
     */
    Collection<Use> uses() {
      List<Use> real = uses.values().stream().filter(use -> !use.name.equals(MOCKED)).toList();
      return real.isEmpty() ? uses.values() : real;
    }

    /** How many tables compete for one place in the request. */
    int alternatives() {
      Set<Atom> names = new LinkedHashSet<>();
      uses().stream().filter(use -> !use.bucket).forEach(use -> names.add(use.name));
      return together != null && !varies && together.containsAll(names)
          ? Math.min(1, names.size())
          : names.size();
    }
  }

  /**
   * The tables of one request of several parts, each of which is certain: they are no alternatives.
   *
   * @param names empty where some part may be of more than one table
   */
  void together(CallPoint point, Operation operation, Set<Atom> names) {
    Site site = sites.get(new Key(point.file(), point.at(), operation.method()));
    if (site != null) {
      site.varies |= names.isEmpty() || (site.together != null && !site.together.equals(names));
      site.together = names;
    }
  }

  /** A call that makes a table. */
  record Creation(CallPoint point, Atom name, @Nullable Trace trace) {}

  /**
   * A call that puts an object into S3.
   *
   * @param keyPosition where the object's key stands among the arguments when it has no keyword; -1
   *     for nowhere
   * @param ofObject whether the receiver is the object, so that its key is where that was made
   */
  record Upload(CallPoint point, int keyPosition, boolean ofObject) {}

  private record Key(SourceFile file, int at, String api) {}

  private final Map<Key, Site> sites = new LinkedHashMap<>();
  private final Set<Creation> creations = new LinkedHashSet<>();
  private final Set<List<Object>> created = new LinkedHashSet<>();

  private final Set<Upload> uploads = new LinkedHashSet<>();
  private boolean readsStreams;

  void clear() {
    uploads.clear();
    sites.clear();
    creations.clear();
    created.clear();
  }

  void use(
      CallPoint point,
      Operation operation,
      Ground ground,
      Value.Alternative table,
      boolean bucket,
      Set<LinkType> links,
      Collection<String> actions,
      Request request) {
    Site site =
        sites.computeIfAbsent(
            new Key(point.file(), point.at(), operation.method()),
            key -> new Site(point, operation.method(), operation.receiver(), ground));
    if (ground.compareTo(site.ground) < 0) {
      site.ground = ground;
    }
    site.requests.add(request);
    List<@Nullable String> indexes = new ArrayList<>();
    if (bucket || request.indexes().isEmpty()) {
      indexes.add(null);
    } else {
      for (String index : request.indexes()) {
        indexes.add(index.equals(Request.TABLE_ITSELF) ? null : index);
      }
    }
    Atom name = isOfMock(table.atom(), point) ? MOCKED : table.atom();
    for (String index : indexes) {
      Use use =
          site.uses.computeIfAbsent(
              new Subject(name, bucket, index), key -> new Use(name, bucket, index, table.trace()));
      use.links.addAll(links);
      use.actions.addAll(actions);
    }
  }

  /** Whether a name stands in a test with mocks, and the place that it reached outside of tests. */
  private static boolean isOfMock(Atom name, CallPoint point) {
    return name instanceof Atom.Text text && text.mocked() && !point.file().isTest();
  }

  void create(CallPoint point, Value.Alternative table) {
    if (isOfMock(table.atom(), point)) {
      return;
    }
    if (created.add(List.of(point, table.atom()))) {
      creations.add(new Creation(point, table.atom(), table.trace()));
    }
  }

  void upload(Upload upload) {
    uploads.add(upload);
  }

  /** Some code makes a client of streams; what it reads by that is not followed. */
  void readStreams() {
    readsStreams = true;
  }

  boolean readsStreams() {
    return readsStreams;
  }

  Collection<Upload> uploads() {
    return uploads;
  }

  Collection<Site> sites() {
    return sites.values();
  }

  Collection<Creation> creations() {
    return creations;
  }
}

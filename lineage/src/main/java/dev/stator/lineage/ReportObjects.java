package dev.stator.lineage;

import dev.stator.lineage.LineageReport.DataObject;
import dev.stator.lineage.LineageReport.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The objects of a report: the one database where there are tables, the tables by the calls that
 * create them or else refer to them, the unknown table, and buckets.
 */
final class ReportObjects {
  private static final String DATABASE = "database";
  private static final String UNKNOWN = "table:?";
  private static final String BUCKET = "bucket:";
  private static final Comparator<Place> BY_PLACE =
      Comparator.comparing(Place::file).thenComparing(Place::line);

  private final Map<String, Set<Place>> created = new TreeMap<>();
  private final Map<String, Set<Place>> referred = new TreeMap<>();
  private final Map<String, Set<Place>> buckets = new TreeMap<>();
  private final Set<Place> unknown = new LinkedHashSet<>();
  private final Map<String, String> shown = new TreeMap<>();

  /** A call that creates a table. */
  void create(TableName name, Place place) {
    if (name.object() == null) {
      unknown.add(place);
    } else {
      created.computeIfAbsent(name.object(), key -> new LinkedHashSet<>()).add(place);
      shown.put(name.object(), String.valueOf(name.name()));
    }
  }

  /** A call that uses a table; gives the id of its object. */
  String table(TableName name, Place place) {
    if (name.object() == null) {
      unknown.add(place);
      return UNKNOWN;
    }
    referred.computeIfAbsent(name.object(), key -> new LinkedHashSet<>()).add(place);
    shown.put(name.object(), String.valueOf(name.name()));
    return name.object();
  }

  /** A call that uses a bucket; gives the id of its object. */
  String bucket(TableName name, Place place) {
    String bucket = name.name() == null ? "?" : name.name();
    buckets.computeIfAbsent(bucket, key -> new LinkedHashSet<>()).add(place);
    return BUCKET + bucket;
  }

  /** The ids of the known tables. */
  SortedSet<String> tables() {
    SortedSet<String> tables = new TreeSet<>(created.keySet());
    tables.addAll(referred.keySet());
    return tables;
  }

  List<DataObject> all() {
    List<DataObject> objects = new ArrayList<>();
    Set<String> tables = tables();
    if (!tables.isEmpty()) {
      objects.add(
          new DataObject(DATABASE, "Python DynamoDB Database", "DynamoDB", null, List.of()));
    }
    for (String table : tables) {
      Set<Place> made = created.getOrDefault(table, Set.of());
      objects.add(
          new DataObject(
              table,
              "Python DynamoDB Table",
              String.valueOf(shown.get(table)),
              DATABASE,
              ordered(made.isEmpty() ? referred.getOrDefault(table, Set.of()) : made)));
    }
    if (!unknown.isEmpty()) {
      objects.add(
          new DataObject(
              UNKNOWN, "Python Unknown DynamoDB Table", "Unknown", null, ordered(unknown)));
    }
    buckets.forEach(
        (bucket, places) ->
            objects.add(
                new DataObject(
                    BUCKET + bucket,
                    bucket.equals("?") ? "Unknown S3 Bucket" : "S3 Bucket",
                    bucket.equals("?") ? "Unknown" : bucket,
                    null,
                    ordered(places))));
    return List.copyOf(objects);
  }

  private static List<Place> ordered(Collection<Place> places) {
    return places.stream().sorted(BY_PLACE).toList();
  }
}

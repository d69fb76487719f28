package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A report as of a big tree, made at once rather than analysed. */
final class LargeProject {
  private LargeProject() {}

  /** So many links of functions in folders of files to tables, always the same. */
  static LineageReport report(int links, int files, int tables) {
    List<LineageReport.DataObject> objects = new ArrayList<>();
    objects.add(
        new LineageReport.DataObject(
            "database", "Python DynamoDB Database", "DynamoDB", null, List.of()));
    for (int i = 0; i < tables; i++) {
      objects.add(
          new LineageReport.DataObject(
              "table:" + table(i), "Python DynamoDB Table", table(i), "database", List.of()));
    }
    List<LineageReport.Link> made = new ArrayList<>();
    List<LineageReport.Access> accesses = new ArrayList<>();
    List<LineageReport.Excerpt> excerpts = new ArrayList<>();
    List<LineageReport.LinkType> types = List.of(LineageReport.LinkType.values());
    List<LineageReport.Confidence> confidences = List.of(LineageReport.Confidence.values());
    List<String> calls = List.of("get_item", "put_item", "update_item", "delete_item", "query");
    for (int i = 0; i < links; i++) {
      int file = (int) (Math.abs(i * 2654435761L) % files);
      String name = "services/team" + file % 12 + "/service" + file % 60 + "/module" + file + ".py";
      int line = 10 + i / files * 7;
      String function = "Repository.operation_" + i / files;
      String call = calls.get(i % calls.size());
      // Each team has tables of its own, and some that are everybody's.
      String table = table(i % 9 == 0 ? i % 5 : (file % 12 * tables / 12 + i / files % 9) % tables);
      LineageReport.Artifact artifact = new LineageReport.Artifact(function, name, line - 1);
      LineageReport.Site site = new LineageReport.Site(name, line, 16, call, "Table");
      LineageReport.Target target =
          new LineageReport.Target(
              "table:" + table, table, LineageReport.NameSource.LITERAL, null, null, null);
      made.add(
          new LineageReport.Link(
              types.get(i % types.size()),
              artifact,
              target,
              site,
              List.of("dynamodb:GetItem"),
              confidences.get(i % confidences.size()),
              List.of(
                  new LineageReport.Step(name, line, "Table." + call),
                  new LineageReport.Step(name, 3, "TABLE"))));
      accesses.add(new LineageReport.Access(artifact, site, target, null, null, null, null, false));
      excerpts.add(
          new LineageReport.Excerpt(
              name, line, List.of("        return self._table." + call + "(Key={\"id\": key})")));
    }
    return new LineageReport(
        objects,
        made,
        List.of(),
        List.of(),
        new LineageReport.Stats(files, files, 40_000_000, links, links, tables, 0),
        List.of(),
        accesses,
        List.of(),
        List.of(),
        excerpts);
  }

  private static String table(int number) {
    Map<Integer, String> words = Map.of(0, "orders", 1, "customers", 2, "invoices", 3, "events");
    return words.get(number % 4) + "-" + number / 4;
  }
}

package dev.stator.cli;

import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.replicate.ReplicationSummary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** What the demo has done, for a person or as JSON. */
record DemoResult(
    int items,
    Duration load,
    ReplicationSummary replication,
    DemoProof proof,
    Duration compare,
    DemoLineage lineage,
    Path folder) {

  void print(Invocation invocation, boolean stays) {
    if (invocation.printsFacts()) {
      printText(invocation, stays);
    } else {
      invocation.out().println(json());
    }
  }

  private void printText(Invocation invocation, boolean stays) {
    Style style = invocation.outStyle();
    FactTable table = new FactTable(style);
    table.row(
        "filled",
        Quantities.count(items)
            + " items in "
            + Quantities.time(load)
            + ", "
            + Quantities.count(Quantities.perSecond(items, load))
            + " items/s");
    ReplicationReport.rows(replication, table);
    table.row("compared", Quantities.count(proof.seen()) + " items in " + Quantities.time(compare));
    boolean equal = proof.differences() == 0;
    table.row(
        "result",
        equal
            ? style.good("equal: every item is in the export, once, as it was put")
            : style.bad(Quantities.count(proof.differences()) + " differences"));
    lineage.row(table);
    invocation.out().println();
    invocation.out().print(table);
    proof.told().forEach(difference -> invocation.out().println("  " + difference));
    invocation.out().print(whatNext(style, stays));
  }

  private String whatNext(Style style, boolean stays) {
    Path bucket = folder.resolve("s3").resolve(replication.manifest().bucket());
    Path manifest = bucket.resolve(replication.manifest().prefix());
    String again =
        "stator --local replicate " + DemoTable.NAME + " s3://" + replication.manifest().bucket();
    String where =
        stays
            ? ", in another terminal"
            : ", with services that go on: stator demo --stay; then in another terminal";
    return String.join(
        "\n",
        "",
        style.bold("files"),
        "  " + manifest,
        "  " + manifest.resolveSibling("data"),
        "",
        style.bold("who uses which table") + ", to look at in a browser",
        "  " + lineage.page(),
        "",
        style.bold("try next") + where,
        "  " + again + "/paid --filter \"status = 'paid'\" --compression zstd",
        "  " + again + "/plain --format json --projection \"pk, address.city\"",
        "  stator lineage " + quoted(lineage.sources()) + " -o matrix",
        "",
        style.bold("remove it all"),
        "  " + remove(folder),
        "");
  }

  /** The command that removes what a demo has made. */
  static String remove(Path folder) {
    return "rm -r " + quoted(folder);
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }

  private String json() {
    JsonWriter json = new JsonWriter(new Utf8Buffer(1024)).beginObject();
    json.name("items").value(items);
    json.name("equal").value(proof.differences() == 0);
    json.name("differences").value(proof.differences());
    json.name("loadSeconds").value(Quantities.seconds(load));
    json.name("compareSeconds").value(Quantities.seconds(compare));
    json.name("folder").value(folder.toString());
    json.name("replication").beginObject();
    ReplicationReport.members(replication, json);
    json.endObject();
    json.name("lineage").beginObject();
    lineage.members(json);
    json.endObject().endObject();
    return new String(json.buffer().toByteArray(), StandardCharsets.UTF_8);
  }
}

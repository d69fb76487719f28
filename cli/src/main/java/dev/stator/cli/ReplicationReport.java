package dev.stator.cli;

import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.replicate.ReplicationProgress;
import dev.stator.replicate.ReplicationSummary;
import java.nio.charset.StandardCharsets;

/** What a replication tells of itself: while it runs, and when it is done. */
final class ReplicationReport {
  private ReplicationReport() {}

  /**
   * The share of the table that is done is that of the items read, of which a filter keeps some.
   */
  static ProgressSnapshot snapshot(ReplicationProgress progress) {
    return new ProgressSnapshot(
        progress.scannedItems(),
        progress.bytesRead(),
        progress.bytesWritten(),
        progress.consumedReadUnits(),
        progress.expectedItems(),
        progress.elapsed());
  }

  static void print(ReplicationSummary summary, Invocation invocation) {
    if (invocation.printsFacts()) {
      FactTable table = new FactTable(invocation.outStyle());
      rows(summary, table);
      invocation.out().print(table);
    } else {
      JsonWriter json = new JsonWriter(new Utf8Buffer(512)).beginObject();
      members(summary, json);
      json.endObject();
      invocation.out().println(new String(json.buffer().toByteArray(), StandardCharsets.UTF_8));
    }
  }

  static void rows(ReplicationSummary summary, FactTable table) {
    String rate = Quantities.count(Quantities.perSecond(summary.items(), summary.elapsed()));
    String items = Quantities.count(summary.items());
    boolean all = summary.items() == summary.scannedItems();
    table
        .row(
            "replicated",
            (all ? items : items + " of " + Quantities.count(summary.scannedItems())) + " items")
        .row("objects", Quantities.count(summary.objects()))
        .row(
            "read",
            Quantities.bytes(summary.bytesRead())
                + ", "
                + Quantities.count(Math.round(summary.consumedReadUnits()))
                + " RCU")
        .row("written", Quantities.bytes(summary.bytesWritten()))
        .row("time", Quantities.time(summary.elapsed()) + ", " + rate + " items/s")
        .row("manifest", summary.manifest().toString());
  }

  /** The members of a JSON object that is open. Part of the command's interface. */
  static void members(ReplicationSummary summary, JsonWriter json) {
    json.name("items").value(summary.items());
    json.name("scannedItems").value(summary.scannedItems());
    json.name("bytesRead").value(summary.bytesRead());
    json.name("bytesWritten").value(summary.bytesWritten());
    json.name("objects").value(summary.objects());
    json.name("consumedReadUnits").value(summary.consumedReadUnits());
    json.name("segments").value(summary.segments());
    json.name("seconds").value(Quantities.seconds(summary.elapsed()));
    json.name("manifest").value(summary.manifest().toString());
    json.name("digest").value(summary.digest());
  }
}

package dev.stator.cli;

import dev.stator.item.json.JsonWriter;
import dev.stator.lineage.Lineage;
import dev.stator.lineage.LineageFormat;
import dev.stator.lineage.LineageOptions;
import dev.stator.lineage.LineageReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The demo's application: a corner shop on Lambda and DynamoDB, some of it careful and some of it
 * not, and the report on its tables.
 *
 * @param sources where the application lies
 * @param page where the report for a browser lies
 */
record DemoLineage(LineageReport report, Path sources, Path page) {
  private static final String RESOURCES = "demo-app/";

  /** A class path cannot be listed; a test holds this list to the folder. */
  static final List<String> FILES =
      List.of(
          "README.md",
          "src/handlers/__init__.py",
          "src/handlers/customer_orders.py",
          "src/handlers/import_prices.py",
          "src/handlers/nightly_report.py",
          "src/handlers/place_order.py",
          "src/handlers/search_orders.py",
          "src/shop/__init__.py",
          "src/shop/repository.py",
          "src/shop/settings.py",
          "template.yaml");

  /** Writes the application below {@code folder}, analyses it and writes its page. */
  static DemoLineage analyze(Path folder) throws IOException {
    Path sources = folder.resolve("corner-shop");
    for (String name : FILES) {
      Path file = sources.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      try (InputStream in = DemoLineage.class.getResourceAsStream(RESOURCES + name)) {
        if (in == null) {
          throw new IllegalStateException(name + " of the demo's application is not packaged");
        }
        Files.copy(in, file);
      }
    }
    LineageReport report = Lineage.analyze(List.of(sources), LineageOptions.defaults());
    Path page = folder.resolve("lineage.html");
    Files.writeString(page, LineageFormat.HTML.render(report));
    return new DemoLineage(report, sources, page);
  }

  void row(FactTable table) {
    LineageReport.Stats stats = report.stats();
    table.row(
        "lineage",
        Quantities.count(stats.links())
            + " links of "
            + Quantities.count(functions())
            + " functions to "
            + Quantities.count(stats.tables())
            + " tables, "
            + stats.unresolved()
            + (stats.unresolved() == 1 ? " name unknown, " : " names unknown, ")
            + Quantities.count(report.findings().size())
            + " findings");
  }

  /** The members of a JSON object that is open. Part of the command's interface. */
  void members(JsonWriter json) {
    json.name("links").value(report.stats().links());
    json.name("functions").value(functions());
    json.name("tables").value(report.stats().tables());
    json.name("unknown").value(report.stats().unresolved());
    json.name("findings").value(report.findings().size());
    json.name("report").value(page.toString());
  }

  private long functions() {
    return report.links().stream().map(LineageReport.Link::artifact).distinct().count();
  }
}

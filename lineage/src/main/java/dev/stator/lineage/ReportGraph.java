package dev.stator.lineage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A report as a graph: artifacts on one side, tables and buckets on the other, an edge for each
 * pair with its kinds.
 */
final class ReportGraph {
  private final Map<String, String> artifacts = new LinkedHashMap<>();
  private final Map<String, String> objects = new LinkedHashMap<>();
  private final Map<String, TreeSet<LineageReport.LinkType>> edges = new TreeMap<>();

  private ReportGraph(LineageReport report) {
    for (LineageReport.DataObject object : report.objects()) {
      if (object.parent() != null || !object.id().equals("database")) {
        objects.put(object.id(), "t" + objects.size());
      }
    }
    for (LineageReport.Link link : report.links()) {
      String label = link.artifact().file() + "\n" + link.artifact().name();
      String from = artifacts.computeIfAbsent(label, made -> "a" + artifacts.size());
      String to = objects.get(link.table().object());
      if (to != null) {
        edges.computeIfAbsent(from + " " + to, made -> new TreeSet<>()).add(link.type());
      }
    }
  }

  private static String kinds(Set<LineageReport.LinkType> types) {
    return String.join(", ", types.stream().map(ReportRows::word).toList());
  }

  private static String label(String object) {
    String name = object.substring(object.indexOf(':') + 1);
    return name.equals("?") ? "UNKNOWN" : object.startsWith("bucket:") ? "s3://" + name : name;
  }

  static String dot(LineageReport report) {
    ReportGraph graph = new ReportGraph(report);
    StringBuilder out =
        new StringBuilder("digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n");
    graph.artifacts.forEach(
        (label, id) ->
            out.append("  ").append(id).append(" [label=").append(dotText(label)).append("];\n"));
    graph.objects.forEach(
        (object, id) ->
            out.append("  ")
                .append(id)
                .append(" [shape=cylinder, label=")
                .append(dotText(label(object)))
                .append("];\n"));
    graph.edges.forEach(
        (edge, types) ->
            out.append("  ")
                .append(edge.replace(" ", " -> "))
                .append(" [label=")
                .append(dotText(kinds(types)))
                .append("];\n"));
    return out.append("}\n").toString();
  }

  private static String dotText(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  static String mermaid(LineageReport report) {
    ReportGraph graph = new ReportGraph(report);
    StringBuilder out = new StringBuilder("flowchart LR\n");
    graph.artifacts.forEach(
        (label, id) ->
            out.append("  ").append(id).append("[").append(mermaidText(label)).append("]\n"));
    graph.objects.forEach(
        (object, id) ->
            out.append("  ")
                .append(id)
                .append("[(")
                .append(mermaidText(label(object)))
                .append(")]\n"));
    graph.edges.forEach(
        (edge, types) ->
            out.append("  ").append(edge.replace(" ", " -->|" + kinds(types) + "| ")).append("\n"));
    return out.toString();
  }

  /** Mermaid takes HTML in labels, so what comes from the analysed code is escaped as such. */
  private static String mermaidText(String text) {
    String safe =
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("`", "&#96;")
            .replace("\n", "<br>");
    return "\"" + safe + "\"";
  }
}

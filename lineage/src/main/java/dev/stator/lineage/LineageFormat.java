package dev.stator.lineage;

/**
 * The forms in which a report can be shown. Every form is deterministic and ends with a line end.
 */
public enum LineageFormat {
  /** The contract for programs; see {@link LineageReport#SCHEMA}. */
  JSON,
  /** For a terminal: one row a site and table. */
  TABLE,
  /** A graph of artifacts and tables for Graphviz. */
  DOT,
  /** The same graph for Mermaid. */
  MERMAID,
  /** The access patterns of each table, one row a call, as columns of plain text. */
  MATRIX,
  /** Tables with their access patterns, functions, findings and what is unknown, for people. */
  MARKDOWN,
  /** The findings as SARIF 2.1.0. */
  SARIF,
  /** A least-privilege IAM policy for each function, as one JSON object by function. */
  POLICIES,
  /**
   * One file for a browser, which needs nothing else: a graph of functions and tables with search,
   * filters, code and traces.
   */
  HTML;

  /** The report in this form. */
  public String render(LineageReport report) {
    return switch (this) {
      case JSON -> report.toJson();
      case TABLE -> ReportTable.of(report);
      case DOT -> ReportGraph.dot(report);
      case MERMAID -> ReportGraph.mermaid(report);
      case MATRIX -> ReportMatrix.of(report);
      case MARKDOWN -> ReportMarkdown.of(report);
      case SARIF -> ReportSarif.of(report);
      case POLICIES -> ReportPolicies.of(report);
      case HTML -> ReportHtml.of(report);
    };
  }
}

package dev.stator.lineage;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What lineage found: immutable, ordered by file, line and column, so that two runs over the same
 * tree give the same report. Paths are relative to the argument that they were found under, with
 * slashes; lines and columns count from 1, columns in characters.
 */
public record LineageReport(
    List<DataObject> objects,
    List<Link> links,
    List<Unresolved> unresolved,
    List<Skipped> skipped,
    Stats stats,
    List<DeclaredTable> tables,
    List<Access> accesses,
    List<Deployed> functions,
    List<Finding> findings,
    List<Excerpt> excerpts) {

  /**
   * Lines of a source that the report speaks of, as they stand there; a very long one is cut and
   * ends with an ellipsis.
   *
   * @param first the number of the first line
   */
  public record Excerpt(String file, int first, List<String> lines) {}

  /** The version of the JSON contract. */
  public static final int SCHEMA = 1;

  /** The report as JSON: ordered, indented, ASCII, with a line end at the end. */
  public String toJson() {
    return ReportJson.of(this);
  }

  /**
   * A report out of its JSON. What that does not hold (accesses, findings, excerpts, in reports of
   * earlier versions also tables and functions) is empty.
   *
   * @throws IllegalArgumentException if it is no report of this schema; the message names the place
   */
  public static LineageReport fromJson(String json) {
    return ReportReader.read(json);
  }

  LineageReport withExcerpts(List<Excerpt> lines) {
    return new LineageReport(
        objects, links, unresolved, skipped, stats, tables, accesses, functions, findings, lines);
  }

  /** A place in a source file. */
  public record Place(String file, int line) {}

  /** A step of the way from a site back to where a name comes from. */
  public record Step(String file, int line, String what) {}

  /**
   * A database, a table, the unknown table or a bucket.
   *
   * @param id unique in the report
   * @param parent the id of the database of a table
   * @param bookmarks the calls that create it, else the sites that refer to it
   */
  public record DataObject(
      String id, String type, String name, @Nullable String parent, List<Place> bookmarks) {}

  /** The kinds of link, as CAST calls them. */
  public enum LinkType {
    useSelectLink,
    useInsertLink,
    useUpdateLink,
    useDeleteLink
  }

  /** The function around a site; {@code <module>} outside any. */
  public record Artifact(String name, String file, int line) {}

  /** Where the name of a table comes from. */
  public enum NameSource {
    LITERAL("literal"),
    ENVIRONMENT("environment"),
    PARAMETER_DEFAULT("parameter-default"),
    INFRASTRUCTURE("infrastructure"),
    UNKNOWN("unknown");

    private final String text;

    NameSource(String text) {
      this.text = text;
    }

    /** The word used in reports. */
    public String text() {
      return text;
    }
  }

  /**
   * The table (or bucket) that a link leads to.
   *
   * @param object the id of an object of the report
   * @param name null where it is not known; {@code env:NAME} where an environment variable holds it
   * @param variable the environment variable that holds the name, or some of it
   * @param fallback the name used where the variable is not set ({@code default} in JSON)
   * @param index the index read, null for the table itself
   */
  public record Target(
      String object,
      @Nullable String name,
      NameSource source,
      @Nullable String variable,
      @Nullable String fallback,
      @Nullable String index) {}

  /**
   * Where the call stands.
   *
   * @param line of the method name's own token
   * @param api the method, as {@code get_item} or {@code Scan.paginate}
   * @param receiver what it is called on: client, resource, Table, BatchWriter or Paginator
   */
  public record Site(String file, int line, int column, String api, String receiver) {}

  /** How sure a link is. */
  public enum Confidence {
    /** The receiver was seen to be made and the name is certain, or certainly unknown. */
    EXACT("exact"),
    /** A type hint, a default that no call was seen to give, or one of several possible names. */
    LIKELY("likely"),
    /** Only the shape of the call speaks for DynamoDB. */
    GUESS("guess");

    private final String text;

    Confidence(String text) {
      this.text = text;
    }

    /** The word used in reports. */
    public String text() {
      return text;
    }
  }

  /** One use of one table by one artifact, in one of the four ways. */
  public record Link(
      LinkType type,
      Artifact artifact,
      Target table,
      Site site,
      List<String> actions,
      Confidence confidence,
      List<Step> trace) {}

  /**
   * How a site reads or writes: a row of the access-pattern matrix.
   *
   * @param key the key condition, values as {@code ?} or placeholders, or the key of the one item
   *     that is read or written; null when the call has none
   * @param filter the filter expression; null when the call has none
   * @param projection the projection expression; null when whole items are read
   * @param consistency of a read: {@code strong} or {@code eventual}; null for a write, and where
   *     it is not known
   * @param inLoop whether a loop of the artifact is around the call
   */
  public record Access(
      Artifact artifact,
      Site site,
      Target table,
      @Nullable String key,
      @Nullable String filter,
      @Nullable String projection,
      @Nullable String consistency,
      boolean inLoop) {}

  /**
   * A function of the infrastructure whose handler was found.
   *
   * @param tables environment variables that hold the name of a declared table, each with the id of
   *     the table; other variables are left out, for they may be secrets
   * @param links of the report, those that the handler reaches
   * @param streams those whose records it is called with
   * @param grants what its role and policies say, in their order
   */
  public record Deployed(
      String name,
      String template,
      int line,
      String handler,
      SortedMap<String, String> tables,
      List<Link> links,
      List<TableStream> streams,
      List<Grant> grants,
      Compared permissions) {}

  /**
   * The stream of a table that feeds a function.
   *
   * @param table the id that the table has, or would have, among the objects of the report; null
   *     where the infrastructure does not tell which table it is
   * @param name the table's physical name where it is known before deployment, else its
   *     declaration's; null where nothing is known
   * @param file where stream and function are joined
   */
  public record TableStream(@Nullable String table, @Nullable String name, String file, int line) {}

  /**
   * A statement of a policy.
   *
   * @param allow false for one that denies
   * @param actions with their wildcards, as {@code dynamodb:Get*}
   * @param resources ARNs with their wildcards; what only deployment knows as {@code
   *     ${AWS::Region}}
   * @param source what stands in the file, as {@code DynamoDBCrudPolicy} or {@code a statement}
   */
  public record Grant(
      boolean allow,
      List<String> actions,
      List<String> resources,
      String source,
      String file,
      int line) {}

  /** An action of IAM on a resource, as people write them; the ARN without what deployment adds. */
  public record Permission(String action, String resource, String file, int line) {}

  /**
   * What the policies of a function grant on tables, against what its code does.
   *
   * @param granted never used: granted here, and no analysed code of the function does it
   * @param used never granted: done there (or, for a stream that feeds the function, done in its
   *     name), and no policy of the function grants it; empty where there is something unread
   * @param unread what was not understood of the policies, each as a reason
   */
  public record Compared(List<Permission> granted, List<Permission> used, List<String> unread) {}

  /**
   * Something worth a look.
   *
   * @param rule as {@code scan-on-request-path}
   * @param message what, where and why, then what to do
   */
  public record Finding(
      String rule, Level level, String message, String file, int line, int column) {
    /** As in SARIF. */
    public enum Level {
      WARNING,
      NOTE
    }
  }

  /** A name that was not found out: why, and what is known of it. */
  public record Unresolved(
      Artifact artifact, Site site, String reason, @Nullable String got, List<Step> trace) {}

  /** A file or folder that was left out, or analysed only in part. */
  public record Skipped(String file, String reason) {}

  /**
   * Counts of the run.
   *
   * @param files Python files found and readable
   * @param parsed how many of them were parsed
   * @param bytes of all files found
   * @param sites places where a table is used
   */
  public record Stats(
      int files, int parsed, long bytes, int sites, int links, int tables, int unresolved) {}
}

package dev.stator.client;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was throttled, as DynamoDB says since August 2025 (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ThrottlingReason.html">ThrottlingReason</a>).
 * Services in its place, such as DynamoDB Local, may not say it, and DynamoDB may come to say more:
 * what is not understood is null.
 *
 * @param reason such as {@code TableReadProvisionedThroughputExceeded}: what was asked for too
 *     much, for what, and which limit that was
 * @param resource the ARN of the table or index; empty if the service does not say
 */
public record ThrottlingReason(String reason, String resource) implements Serializable {
  private static final Pattern REASON = Pattern.compile("(Table|Index)(Read|Write)([A-Za-z]+)");
  private static final Pattern RESOURCE = Pattern.compile(".*:table/([^/]+)(?:/index/([^/]+))?");

  /** A limit that a table or index has. */
  public enum Limit {
    /** What is provisioned for the table or index. */
    PROVISIONED_THROUGHPUT(
        "ProvisionedThroughputExceeded",
        "slow down, or raise what is provisioned, or let it scale by itself"),
    /** What the account may take of a table or index on demand in this region. */
    ACCOUNT(
        "AccountLimitExceeded",
        "slow down, or ask for a higher quota of throughput for tables of the account"),
    /** The maximum that was set for a table or index on demand. */
    MAX_ON_DEMAND_THROUGHPUT(
        "MaxOnDemandThroughputExceeded", "slow down, or raise the maximum throughput that was set"),
    /** What one partition can do: many requests are about few partition keys. */
    KEY_RANGE(
        "KeyRangeThroughputExceeded",
        "spread requests over more partition keys: more throughput alone does not help");

    private final String name;
    private final String hint;

    Limit(String name, String hint) {
      this.name = name;
      this.hint = hint;
    }

    /** What may help against it. */
    String hint() {
      return hint;
    }
  }

  /** The table's name; null if the service does not say. */
  public @Nullable String table() {
    Matcher arn = RESOURCE.matcher(resource);
    return arn.matches() ? arn.group(1) : null;
  }

  /** The index's name; null if it is the table, or the service does not say. */
  public @Nullable String index() {
    Matcher arn = RESOURCE.matcher(resource);
    return arn.matches() ? arn.group(2) : null;
  }

  /** Whether there were too many writes, rather than reads; null if the service does not say. */
  public @Nullable Boolean writes() {
    Matcher words = REASON.matcher(reason);
    return words.matches() ? Boolean.valueOf(words.group(2).equals("Write")) : null;
  }

  /** Which limit was reached; null if it is none that is known here. */
  public @Nullable Limit limit() {
    Matcher words = REASON.matcher(reason);
    if (words.matches()) {
      for (Limit limit : Limit.values()) {
        if (words.group(3).equals(limit.name)) {
          return limit;
        }
      }
    }
    return null;
  }

  /**
   * What was limited, and the reason: {@code writes to index "by-date" of table "orders"
   * (IndexWriteKeyRangeThroughputExceeded)}.
   */
  @Override
  public String toString() {
    String table = table();
    Boolean writes = writes();
    if (table == null) {
      return resource.isEmpty() ? reason : resource + " (" + reason + ')';
    }
    String index = index();
    return (writes == null ? "" : writes ? "writes to " : "reads of ")
        + (index == null ? "" : "index \"" + index + "\" of ")
        + "table \""
        + table
        + "\" ("
        + reason
        + ')';
  }
}

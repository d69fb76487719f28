package dev.stator.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** How a table's capacity is paid for, and how much of it there is. */
final class CapacityMode {
  private static final Pattern INDEX_UNITS =
      Pattern.compile("(.+)=0*([1-9][0-9]{0,17}),0*([1-9][0-9]{0,17})");

  @Option(
      names = {"-m", "--mode"},
      paramLabel = "MODE",
      description = "${COMPLETION-CANDIDATES}; provisioned if --rcu or --wcu is given")
  @Nullable Mode mode;

  @Option(names = "--rcu", paramLabel = "N", description = "Read units a second, provisioned")
  @Nullable Long readUnits;

  @Option(names = "--wcu", paramLabel = "N", description = "Write units a second, provisioned")
  @Nullable Long writeUnits;

  @Option(
      names = "--index-units",
      paramLabel = "NAME=RCU,WCU",
      description = "Units a second of a global index: by-customer=20,5")
  List<String> indexUnits = new ArrayList<>();

  /** What was asked for; null if nothing was. */
  @Nullable BillingMode billing() {
    if (mode != null) {
      return mode == Mode.ON_DEMAND ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED;
    }
    return readUnits != null || writeUnits != null ? BillingMode.PROVISIONED : null;
  }

  /** Refuses units where none are provisioned, and none where they are. */
  void check(String command) {
    BillingMode billing = billing();
    boolean units = readUnits != null || writeUnits != null;
    if (billing == BillingMode.PAY_PER_REQUEST && units) {
      throw CommandFailure.usage(
          command + ": --rcu and --wcu are for --mode provisioned", "leave them out");
    }
    if (billing == BillingMode.PROVISIONED && (readUnits == null || writeUnits == null)) {
      throw CommandFailure.usage(
          command + ": provisioned capacity needs both --rcu and --wcu", "as --rcu 10 --wcu 5");
    }
    if (units && (less(readUnits) || less(writeUnits))) {
      throw CommandFailure.usage(command + ": --rcu and --wcu are 1 or more");
    }
    if (billing == BillingMode.PAY_PER_REQUEST && !indexUnits.isEmpty()) {
      throw CommandFailure.usage(
          command + ": --index-units is for --mode provisioned", "leave it out");
    }
    var unused = ofIndexes();
  }

  /** The units; null where none are provisioned. */
  @Nullable ProvisionedThroughput throughput() {
    return readUnits == null || writeUnits == null ? null : units(readUnits, writeUnits);
  }

  /** The units of indexes that are asked for by name, in the order in which they are. */
  Map<String, ProvisionedThroughput> ofIndexes() {
    Map<String, ProvisionedThroughput> units = new LinkedHashMap<>();
    for (String typed : indexUnits) {
      Matcher parts = INDEX_UNITS.matcher(typed);
      if (!parts.matches()) {
        throw CommandFailure.usage(
            "--index-units " + typed + ": these are no units of an index",
            "its name, then units to read and to write, 1 or more: by-customer=20,5");
      }
      ProvisionedThroughput other =
          units.put(
              parts.group(1),
              units(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))));
      if (other != null) {
        throw CommandFailure.usage("--index-units names index " + parts.group(1) + " twice");
      }
    }
    return units;
  }

  /** Refuses units of an index that is not among those that are made. */
  void checkIndexes(String command, Collection<String> made) {
    for (String name : ofIndexes().keySet()) {
      if (!made.contains(name)) {
        throw CommandFailure.usage(
            command + ": --index-units names index " + name + ", and no --index does",
            made.isEmpty() ? "there are no global indexes" : "they are " + String.join(", ", made));
      }
    }
  }

  static ProvisionedThroughput units(long read, long write) {
    return ProvisionedThroughput.builder()
        .readCapacityUnits(read)
        .writeCapacityUnits(write)
        .build();
  }

  private static boolean less(@Nullable Long units) {
    return units != null && units < 1;
  }

  enum Mode {
    ON_DEMAND,
    PROVISIONED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}

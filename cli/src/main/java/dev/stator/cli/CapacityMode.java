package dev.stator.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** How a table's capacity is paid for, and how much of it there is. */
final class CapacityMode {
  @Option(
      names = {"-m", "--mode"},
      paramLabel = "MODE",
      description = "${COMPLETION-CANDIDATES}; provisioned if --rcu or --wcu is given")
  @Nullable Mode mode;

  @Option(names = "--rcu", paramLabel = "N", description = "Read units a second, provisioned")
  @Nullable Long readUnits;

  @Option(names = "--wcu", paramLabel = "N", description = "Write units a second, provisioned")
  @Nullable Long writeUnits;

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
  }

  /** The units; null where none are provisioned. */
  @Nullable ProvisionedThroughput throughput() {
    return readUnits == null || writeUnits == null
        ? null
        : ProvisionedThroughput.builder()
            .readCapacityUnits(readUnits)
            .writeCapacityUnits(writeUnits)
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

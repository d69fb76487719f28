package dev.stator.cli;

import dev.stator.client.ConsumedCapacity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command costs in capacity units, told on stderr if asked for. */
final class CapacityOption {
  @Option(
      names = "--capacity",
      defaultValue = "false",
      description = "Say on stderr how many capacity units it took")
  boolean wanted;

  private double units;

  void add(@Nullable ConsumedCapacity consumed) {
    if (consumed != null) {
      add(consumed.capacityUnits());
    }
  }

  void add(double consumed) {
    units += consumed;
  }

  /** Says what the one request took that there is. */
  void tell(@Nullable ConsumedCapacity consumed, String unit, Invocation invocation) {
    add(consumed);
    tell(unit, invocation);
  }

  /**
   * Says it.
   *
   * @param unit RCU or WCU
   */
  void tell(String unit, Invocation invocation) {
    if (wanted) {
      String text = String.format(Locale.ROOT, "%,.1f", units);
      invocation.note(
          (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " " + unit);
    }
  }
}

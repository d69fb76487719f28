package dev.stator.cli;

import dev.stator.client.ConsumedCapacity;
import dev.stator.item.json.PageReader;
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
  private boolean told;
  private boolean silent;

  /** Adds what an answer took; null if it does not say. */
  void add(@Nullable ConsumedCapacity consumed) {
    if (consumed == null) {
      silent = true;
    } else {
      add(consumed.capacityUnits());
    }
  }

  private void add(double consumed) {
    told = true;
    units += consumed;
  }

  /** Adds what a page took, if it says so. */
  void add(PageReader page) {
    if (page.consumedCapacityStart() < 0) {
      silent = true;
    } else {
      add(page.consumedCapacityUnits());
    }
  }

  /** Says what the one request took that there is. */
  void tell(@Nullable ConsumedCapacity consumed, String unit, Invocation invocation) {
    add(consumed);
    tell(unit, invocation);
  }

  /**
   * Says it; not that it was nothing where the service said nothing.
   *
   * @param unit RCU or WCU
   */
  void tell(String unit, Invocation invocation) {
    if (!wanted) {
      return;
    }
    if (!told) {
      invocation.note("the service did not say how many " + unit + " it took");
      return;
    }
    String text = String.format(Locale.ROOT, "%,.1f", units);
    invocation.note(
        (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text)
            + " "
            + unit
            + (silent ? ", and more: the service did not say it of each request" : ""));
  }
}

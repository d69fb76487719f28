package dev.stator.cli;

import dev.stator.item.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every write of one item has: a condition, placeholders, and what it tells. */
final class WriteOptions {
  @Option(
      names = "--condition",
      paramLabel = "CONDITION",
      description = "Only if it holds: \"status = 'open' AND qty >= 1\"")
  @Nullable String condition;

  @Mixin final PlaceholderOptions placeholders = new PlaceholderOptions();
  @Mixin final CapacityOption capacity = new CapacityOption();
  @Mixin final DryRunOption dryRun = new DryRunOption();

  /** The condition and what the command itself demands, all of which must hold; null for none. */
  @Nullable String condition(Expressions expressions, @Nullable String demand) {
    List<String> conditions = new ArrayList<>();
    if (demand != null) {
      conditions.add(demand);
    }
    if (condition != null) {
      // By itself first, so that a mistake is shown as it was typed.
      String typed = expressions.condition(condition);
      if (demand == null) {
        return typed;
      }
      conditions.add("(" + condition + ")");
    }
    return conditions.isEmpty() ? null : expressions.condition(String.join(" AND ", conditions));
  }

  /** The function of a key's attribute, as a condition has it. */
  static String ofKey(String function, String keyName) {
    return function + "(`" + keyName.replace("`", "``") + "`)";
  }
}

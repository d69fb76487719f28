package dev.stator.lineage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one stack, as far as they are known before deployment: what compares literals,
 * defaults of parameters and what a stack around gives. Region, account and parameters without a
 * default are known on deployment only, and so is what hangs on them.
 */
final class CloudFormationConditions {
  private static final int DEEPEST = 32;

  private final Stack stack;
  private final CloudFormationValues values;
  private final Map<String, Optional<Boolean>> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  CloudFormationConditions(Stack stack, CloudFormationValues values) {
    this.stack = stack;
    this.values = values;
  }

  /** Whether a condition holds, by its name; null where only deployment knows. */
  @Nullable Boolean holds(@Nullable String name) {
    Setting condition = name == null ? null : stack.root().get("Conditions", name);
    if (name == null || condition == null) {
      return null;
    }
    Optional<Boolean> before = known.get(name);
    if (before != null || open.size() > DEEPEST || !open.add(name)) {
      return before == null ? null : before.orElse(null);
    }
    Boolean holds = holds(condition);
    open.remove(name);
    known.put(name, Optional.ofNullable(holds));
    return holds;
  }

  private @Nullable Boolean holds(Setting condition) {
    Map<String, Setting> entries = Setting.entries(condition);
    if (entries.size() != 1) {
      return null;
    }
    Map.Entry<String, Setting> only = entries.entrySet().iterator().next();
    List<Setting> arguments = Setting.items(only.getValue());
    return switch (only.getKey()) {
      case "Condition" -> holds(Setting.literal(only.getValue()));
      case "Fn::Equals" -> arguments.size() == 2 ? same(arguments.get(0), arguments.get(1)) : null;
      case "Fn::Not" -> {
        Boolean denied = arguments.size() == 1 ? holds(arguments.get(0)) : null;
        yield denied == null ? null : !denied;
      }
      case "Fn::And" -> all(arguments, true);
      case "Fn::Or" -> all(arguments, false);
      default -> null;
    };
  }

  /** Whether all are as wanted; one that is otherwise decides, whatever the others are. */
  private @Nullable Boolean all(List<Setting> conditions, boolean wanted) {
    boolean known = true;
    for (Setting condition : conditions) {
      Boolean truth = holds(condition);
      if (truth != null && truth != wanted) {
        return truth;
      }
      known &= truth != null;
    }
    return known ? wanted : null;
  }

  private @Nullable Boolean same(Setting left, Setting right) {
    PartialText one = compared(left);
    PartialText other = compared(right);
    if (one == null || other == null) {
      return null;
    }
    boolean known = one.literal() != null && other.literal() != null;
    return one.equals(other) ? Boolean.TRUE : known ? Boolean.FALSE : null;
  }

  /** What is compared; a parameter's empty default is a value here. */
  private @Nullable PartialText compared(Setting setting) {
    String parameter = Setting.literal(setting.get("Ref"));
    if (parameter != null
        && stack.parameter(parameter) == null
        && "".equals(Setting.literal(stack.root().get("Parameters", parameter, "Default")))) {
      return PartialText.of("");
    }
    return values.resolve(setting) instanceof Setting.Text text ? text.value() : null;
  }
}

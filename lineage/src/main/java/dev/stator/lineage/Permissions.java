package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Compared;
import dev.stator.lineage.LineageReport.Link;
import dev.stator.lineage.LineageReport.Permission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of a function grant on tables, against what its code does. Two kinds of doubt
 * keep it silent: an action on a table that is not known may be any granted one, and a policy that
 * was not understood may grant anything. Only actions on items are compared; those that manage
 * tables are seldom in the code that is granted them.
 */
final class Permissions {
  /** The actions on the items of a table (Service Authorization Reference, Amazon DynamoDB). */
  private static final List<String> ITEM_ACTIONS =
      List.of(
          "dynamodb:BatchGetItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PartiQLDelete",
          "dynamodb:PartiQLInsert",
          "dynamodb:PartiQLSelect",
          "dynamodb:PartiQLUpdate",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:UpdateItem");

  private static final String TABLE = "table/";

  private final Infrastructure infrastructure;
  private final Infrastructure.Function function;
  private final List<Use> uses = new ArrayList<>();

  /**
   * An action of the code.
   *
   * @param table null for one that is not known
   * @param index null for the table itself
   */
  private record Use(
      String action, @Nullable PartialText table, @Nullable PartialText index, Link link) {}

  Permissions(Infrastructure infrastructure, Infrastructure.Function function, List<Link> links) {
    this.infrastructure = infrastructure;
    this.function = function;
    for (Link link : links) {
      for (String action : link.actions()) {
        if (action.startsWith("dynamodb:")) {
          uses.add(new Use(action, table(link.table()), index(link.table().index()), link));
        }
      }
    }
  }

  private @Nullable PartialText table(LineageReport.Target target) {
    for (Infrastructure.Table table : infrastructure.tables()) {
      if (table.object().equals(target.object())) {
        return table.name();
      }
    }
    String name = target.name();
    return name == null || name.startsWith("env:") ? null : PartialText.of(name);
  }

  private static @Nullable PartialText index(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return name.equals("?") || name.startsWith("env:") || name.contains("{")
        ? PartialText.later("the index", "")
        : PartialText.of(name);
  }

  Compared compared() {
    return new Compared(granted(), used(), function.grants().unread());
  }

  private List<Permission> granted() {
    Set<Permission> unused = new LinkedHashSet<>();
    for (Grants.Grant grant : function.grants().all()) {
      if (!grant.allow()) {
        continue;
      }
      for (PartialText resource : tables(grant)) {
        for (String action : ITEM_ACTIONS) {
          if (allows(grant, action)
              && uses.stream().noneMatch(use -> mayUse(use, action, resource))) {
            unused.add(new Permission(action, shown(resource), grant.file(), grant.line()));
          }
        }
      }
    }
    return List.copyOf(unused);
  }

  /** The tables of a grant, each once: an index stands for its table. */
  private static Set<PartialText> tables(Grants.Grant grant) {
    Set<PartialText> tables = new LinkedHashSet<>();
    for (PartialText resource : grant.resources()) {
      PartialText below = resource.belowTable();
      if (below != null && !below.isEmpty() && !below.shown().startsWith("index/")) {
        continue;
      }
      if (below != null || "*".equals(resource.literal())) {
        tables.add(resource.table());
      }
    }
    return tables;
  }

  private boolean mayUse(Use use, String action, PartialText granted) {
    return use.action().equals(action) && (use.table() == null || mayBe(granted, use.table()));
  }

  private List<Permission> used() {
    Set<Permission> missing = new LinkedHashSet<>();
    if (!function.grants().unread().isEmpty()) {
      return List.of();
    }
    for (Use use : uses) {
      boolean sure =
          use.table() != null && use.link().confidence() != LineageReport.Confidence.GUESS;
      if (sure && function.grants().all().stream().noneMatch(grant -> mayCover(grant, use))) {
        LineageReport.Site site = use.link().site();
        missing.add(
            new Permission(
                use.action(), ReportRows.resource(use.link().table()), site.file(), site.line()));
      }
    }
    return List.copyOf(missing);
  }

  private boolean mayCover(Grants.Grant grant, Use use) {
    if (!allows(grant, use.action())) {
      return false;
    }
    return grant.resources().stream().anyMatch(resource -> mayCover(resource, use));
  }

  /**
   * Whether an ARN may be that of a use. The wildcards of IAM match a slash, so that {@code
   * table/*} has the indexes of every table; what deployment fills in never does.
   */
  private boolean mayCover(PartialText resource, Use use) {
    PartialText table = use.table() == null ? PartialText.of("") : use.table();
    PartialText index =
        use.index() == null ? PartialText.of("") : PartialText.of("index/").plus(use.index());
    PartialText path = index.isEmpty() ? table : table.plus("/").plus(index);
    PartialText below = resource.belowTable();
    if (below == null) {
      return Globs.mayMeet(resource.glob(), "arn:*:dynamodb:*:*:" + TABLE + path.glob());
    }
    PartialText granted = resource.table();
    PartialText whole = below.isEmpty() ? granted : granted.plus("/").plus(below);
    if (Globs.matches(whole.token(), path.token())) {
      return true;
    }
    boolean sameDepth = below.isEmpty() == index.isEmpty();
    return sameDepth && mayBe(granted, table) && may(below, index);
  }

  private static boolean allows(Grants.Grant grant, String action) {
    return grant.actions().stream()
        .anyMatch(
            pattern ->
                Globs.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether a grant's table may be a use's. Two that are declared never are one, whatever
   * deployment calls them.
   */
  private boolean mayBe(PartialText granted, PartialText used) {
    Infrastructure.Table one = infrastructure.table(granted);
    Infrastructure.Table other = infrastructure.table(used);
    return one != null && other != null ? one.object().equals(other.object()) : may(granted, used);
  }

  /** Whether a pattern may hold for a text, if not for all that deployment may make of them. */
  private static boolean may(PartialText pattern, PartialText text) {
    boolean known = pattern.literal() != null && text.literal() != null;
    return Globs.matches(pattern.token(), text.token())
        || (!known && Globs.mayMeet(pattern.glob(), text.glob()));
  }

  private String shown(PartialText table) {
    Infrastructure.Table declared = infrastructure.table(table);
    return "*".equals(table.literal())
        ? "*"
        : TABLE + (declared == null ? table.shown() : declared.shown());
  }
}

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
 * What the policies of a function grant on tables, against what its code does, and what Lambda does
 * in its name with the streams that feed it. Two kinds of doubt keep it silent: an action on a
 * table that is not known may be any granted one, and a policy that was not understood may grant
 * anything. Only actions on items and on records of streams are compared; those that manage tables
 * are seldom in the code that is granted them.
 */
final class Permissions {
  /** The actions on the items of a table (Service Authorization Reference, Amazon DynamoDB). */
  static final List<String> ITEM_ACTIONS =
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

  /** The actions on the records of a stream. */
  static final List<String> RECORD_ACTIONS =
      List.of("dynamodb:GetRecords", "dynamodb:GetShardIterator");

  private static final String TABLE = "table/";
  private static final String STREAM = "stream/";

  private final Infrastructure infrastructure;
  private final Infrastructure.Function function;
  private final boolean readsStreams;
  private final List<Use> uses = new ArrayList<>();

  /**
   * An action that the function needs.
   *
   * @param table null for one that is not known
   * @param below what the ARN has after the table: empty, an index, a backup, a stream
   * @param missing what to say if no policy grants it; null where that is not sure enough
   */
  private record Use(
      String action,
      @Nullable PartialText table,
      PartialText below,
      @Nullable Permission missing) {}

  /**
   * @param readsStreams whether some code reads streams by itself, so that nothing can be said of
   *     who does
   */
  Permissions(
      Infrastructure infrastructure,
      Infrastructure.Function function,
      List<Link> links,
      boolean readsStreams) {
    this.infrastructure = infrastructure;
    this.function = function;
    this.readsStreams = readsStreams;
    links.forEach(this::use);
    function.feeds().forEach(this::use);
  }

  private void use(Link link) {
    PartialText table = table(link.table());
    LineageReport.Site site = link.site();
    boolean sure = table != null && link.confidence() != LineageReport.Confidence.GUESS;
    for (LinkNeeds.Need need : LinkNeeds.of(link)) {
      if (need.isOfTable()) {
        Permission missing =
            new Permission(
                need.action(), ReportRows.resource(link.table()), site.file(), site.line());
        uses.add(
            new Use(
                need.action(),
                table,
                below(need, link.table().index()),
                sure && !need.isDoubtful() ? missing : null));
      }
    }
  }

  private void use(Infrastructure.Feed feed) {
    PartialText table = feed.table();
    PartialText below = PartialText.of(STREAM).plus(PartialText.later("the stream", ""));
    for (String action : KnownPolicies.STREAM) {
      Permission missing =
          table == null
              ? null
              : new Permission(action, shown(table) + "/" + STREAM + "*", feed.file(), feed.line());
      uses.add(new Use(action, table, below, missing));
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

  private static PartialText below(LinkNeeds.Need need, @Nullable String index) {
    String suffix = need.suffix();
    if (suffix == null || suffix.isEmpty()) {
      return PartialText.of("");
    }
    boolean known = index != null && suffix.equals("/index/" + index);
    int slash = suffix.lastIndexOf('/') + 1;
    return known
        ? PartialText.of(suffix.substring(1))
        : PartialText.of(suffix.substring(1, slash)).plus(PartialText.later("what is below", ""));
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
        unused(grant, ITEM_ACTIONS, resource, shown(resource), unused);
      }
      for (PartialText resource : readsStreams ? Set.<PartialText>of() : streams(grant)) {
        String shown = shown(resource);
        unused(
            grant,
            RECORD_ACTIONS,
            resource,
            shown.equals("*") ? shown : shown + "/" + STREAM + "*",
            unused);
      }
    }
    return List.copyOf(unused);
  }

  private void unused(
      Grants.Grant grant,
      List<String> actions,
      PartialText resource,
      String shown,
      Set<Permission> into) {
    for (String action : actions) {
      if (allows(grant, action) && uses.stream().noneMatch(use -> mayUse(use, action, resource))) {
        into.add(new Permission(action, shown, grant.file(), grant.line()));
      }
    }
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

  /** The tables whose streams a grant reaches, as the wildcards of IAM reach below a slash. */
  private static Set<PartialText> streams(Grants.Grant grant) {
    Set<PartialText> tables = new LinkedHashSet<>();
    for (PartialText resource : grant.resources()) {
      PartialText below = resource.belowTable();
      boolean wild =
          "*".equals(resource.literal())
              || (below != null && below.isEmpty() && resource.token().endsWith("*"));
      if (wild || resource.isStream() || (below != null && "*".equals(below.literal()))) {
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
      if (use.missing() != null
          && function.grants().all().stream().noneMatch(grant -> mayCover(grant, use))) {
        missing.add(use.missing());
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
    PartialText path = use.below().isEmpty() ? table : table.plus("/").plus(use.below());
    PartialText below = resource.belowTable();
    if (below == null) {
      return Globs.mayMeet(resource.glob(), "arn:*:dynamodb:*:*:" + TABLE + path.glob());
    }
    PartialText granted = resource.table();
    PartialText whole = below.isEmpty() ? granted : granted.plus("/").plus(below);
    if (Globs.matches(whole.token(), path.token())) {
      return true;
    }
    boolean sameDepth = below.isEmpty() == use.below().isEmpty();
    return sameDepth && mayBe(granted, table) && may(below, use.below());
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
    if (one == null || other == null) {
      return may(granted, used);
    }
    return one.object().equals(other.object());
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

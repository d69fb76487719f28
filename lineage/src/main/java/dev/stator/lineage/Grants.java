package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;

/**
 * What the policies of a function allow and deny.
 *
 * @param unread what was not understood of them, each as a reason; where there is any, nothing can
 *     be said to be missing
 */
record Grants(List<Grant> all, List<String> unread) {
  static final Grants NONE = new Grants(List.of(), List.of());

  /**
   * A statement of a policy.
   *
   * @param actions with their wildcards, as {@code dynamodb:Get*}
   * @param resources ARNs, with their wildcards
   * @param source what stands in the file, as {@code DynamoDBCrudPolicy} or {@code a statement}
   */
  record Grant(
      boolean allow,
      List<String> actions,
      List<PartialText> resources,
      String source,
      String file,
      int line) {
    LineageReport.Grant shown() {
      return new LineageReport.Grant(
          allow, actions, resources.stream().map(PartialText::shown).toList(), source, file, line);
    }
  }

  static Grants unread(String reason) {
    return new Grants(List.of(), List.of(reason));
  }

  static Grants of(Grant... grants) {
    return new Grants(List.of(grants), List.of());
  }

  Grants plus(Grants more) {
    List<Grant> grants = new ArrayList<>(all);
    grants.addAll(more.all);
    List<String> reasons = new ArrayList<>(unread);
    reasons.addAll(more.unread);
    return new Grants(List.copyOf(grants), reasons.stream().distinct().toList());
  }

  /** The statements of a policy document; a null one was not understood by who read it. */
  static Grants ofDocument(@org.jspecify.annotations.Nullable Setting document, String file) {
    if (!(document instanceof Setting.Entries)) {
      return unread("a policy document that is known on deployment only");
    }
    return ofStatements(Setting.items(document.get("Statement")), file);
  }

  static Grants ofStatements(List<Setting> statements, String file) {
    Grants grants = NONE;
    for (Setting statement : statements) {
      grants = grants.plus(ofStatement(statement, file));
    }
    return grants;
  }

  private static Grants ofStatement(Setting statement, String file) {
    String effect = Setting.literal(statement.get("Effect"));
    List<String> actions = new ArrayList<>();
    for (PartialText action : Setting.texts(statement.get("Action"))) {
      String literal = action.literal();
      if (literal == null) {
        return unread("the action " + action.shown());
      }
      actions.add(literal);
    }
    List<PartialText> resources = Setting.texts(statement.get("Resource"));
    boolean whole = resources.size() == Setting.items(statement.get("Resource")).size();
    if (effect == null || actions.isEmpty() || resources.isEmpty() || !whole) {
      return unread("a statement without plain Effect, Action and Resource");
    }
    return of(
        new Grant(
            effect.equals("Allow"),
            List.copyOf(actions),
            resources,
            "a statement",
            file,
            statement.line()));
  }
}

package dev.stator.lineage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service of the Serverless Framework: its functions, and the tables and roles among its
 * CloudFormation resources.
 */
final class Serverless {
  private static final Set<String> REQUESTS =
      Set.of("http", "httpApi", "websocket", "alb", "alexaSkill");

  private final String file;
  private final ServerlessVariables variables;
  private final CloudFormation resources;
  private final Setting root;

  Serverless(SourceScan.Found template, Setting root) {
    this.file = template.name();
    this.root = root;
    this.variables = new ServerlessVariables(template, root);
    this.resources =
        new CloudFormation(
            Stack.alone(new Stack.Template(file, merged(root.get("resources")), PartialText::of)));
  }

  /** The resources, which may be written in several pieces, as one template. */
  private Setting merged(@Nullable Setting written) {
    Map<String, Map<String, Setting>> sections = new LinkedHashMap<>();
    for (Setting piece : Setting.items(variables.expand(written))) {
      for (Setting part : Setting.items(piece)) {
        Setting.entries(part)
            .forEach(
                (section, entries) ->
                    sections
                        .computeIfAbsent(section, made -> new LinkedHashMap<>())
                        .putAll(Setting.entries(entries)));
      }
    }
    Map<String, Setting> template = new LinkedHashMap<>();
    sections.forEach((section, entries) -> template.put(section, new Setting.Entries(entries, 1)));
    return new Setting.Entries(template, 1);
  }

  /** The files that are part of this one. */
  Set<java.nio.file.Path> includes() {
    return variables.includes();
  }

  List<Infrastructure.Table> tables() {
    return resources.tables();
  }

  private @Nullable Setting value(@Nullable Setting written) {
    return resources.values().resolve(variables.expand(written));
  }

  List<Infrastructure.Function> functions() {
    List<Infrastructure.Function> functions = new ArrayList<>(resources.functions());
    Setting provider = root.get("provider");
    Map<String, Infrastructure.Variable> shared = new LinkedHashMap<>();
    environment(provider == null ? null : provider.get("environment"), shared);
    Grants granted = granted(provider);
    for (Setting piece : Setting.items(variables.expand(root.get("functions")))) {
      Setting.entries(piece)
          .forEach((name, function) -> functions.add(function(name, function, shared, granted)));
    }
    return functions;
  }

  private Infrastructure.Function function(
      String name, Setting function, Map<String, Infrastructure.Variable> shared, Grants granted) {
    Map<String, Infrastructure.Variable> environment = new LinkedHashMap<>(shared);
    environment(function.get("environment"), environment);
    String handler = Setting.literal(function.get("handler"));
    String module = Setting.literal(function.get("module"));
    List<String> folders = new ArrayList<>();
    if (module != null) {
      folders.add(Paths.joined(Paths.parent(file), module));
    }
    folders.add(Paths.parent(file));
    List<Infrastructure.Feed> feeds = feeds(function);
    return new Infrastructure.Function(
        file,
        function.line(),
        name,
        folders,
        true,
        handler == null ? "" : handler,
        environment,
        triggers(function),
        feeds,
        grants(function, granted, feeds));
  }

  private void environment(
      @Nullable Setting written, Map<String, Infrastructure.Variable> environment) {
    Setting.entries(value(written))
        .forEach(
            (name, value) -> {
              if (value instanceof Setting.Text text) {
                environment.put(name, new Infrastructure.Variable(text.value(), text.line()));
              }
            });
  }

  private static Set<Infrastructure.Trigger> triggers(Setting function) {
    Set<Infrastructure.Trigger> triggers = EnumSet.noneOf(Infrastructure.Trigger.class);
    if (function.get("url") != null) {
      triggers.add(Infrastructure.Trigger.REQUEST);
    }
    for (Setting event : Setting.items(function.get("events"))) {
      String plain = Setting.literal(event);
      Set<String> kinds = plain != null ? Set.of(plain) : Setting.entries(event).keySet();
      triggers.add(
          kinds.stream().anyMatch(REQUESTS::contains)
              ? Infrastructure.Trigger.REQUEST
              : Infrastructure.Trigger.EVENT);
    }
    return triggers;
  }

  /** The streams of tables that feed a function: each an ARN, or a map with one. */
  private List<Infrastructure.Feed> feeds(Setting function) {
    List<Infrastructure.Feed> feeds = new ArrayList<>();
    for (Setting event : Setting.items(variables.expand(function.get("events")))) {
      Setting stream = event.get("stream");
      boolean declared = stream != null && "dynamodb".equals(Setting.literal(stream.get("type")));
      Setting source = stream != null && stream.get("arn") != null ? stream.get("arn") : stream;
      PartialText arn = value(source) instanceof Setting.Text text ? text.value() : null;
      if (arn != null && (declared || arn.isStream())) {
        feeds.add(Infrastructure.Feed.ofStream(arn, file, event.line()));
      } else if (declared) {
        feeds.add(new Infrastructure.Feed(null, file, event.line()));
      }
    }
    return feeds;
  }

  /** What every function of the service may do unless it has a role of its own. */
  private Grants granted(@Nullable Setting provider) {
    if (provider == null) {
      return Grants.NONE;
    }
    Setting role = value(provider.get("iam", "role"));
    PartialText given = givenRole(provider);
    if (given != null) {
      return resources.granted(given);
    }
    return statements(role == null ? null : role.get("statements"))
        .plus(statements(value(provider.get("iamRoleStatements"))))
        .plus(managed(role == null ? null : role.get("managedPolicies")))
        .plus(managed(value(provider.get("iamManagedPolicies"))));
  }

  /** The role that all functions are given; null where the framework makes one. */
  private @Nullable PartialText givenRole(@Nullable Setting provider) {
    Setting role = provider == null ? null : value(provider.get("iam", "role"));
    Setting older = provider == null ? null : value(provider.get("role"));
    return role instanceof Setting.Text named
        ? named.value()
        : older instanceof Setting.Text named ? named.value() : null;
  }

  private Grants statements(@Nullable Setting list) {
    return Grants.ofStatements(Setting.items(list), file);
  }

  private Grants managed(@Nullable Setting list) {
    Grants grants = Grants.NONE;
    for (Setting policy : Setting.items(list)) {
      if (policy instanceof Setting.Text named) {
        grants = grants.plus(resources.named(named.value(), named.line()));
      }
    }
    return grants;
  }

  /** A role that the framework makes may read the streams of its functions' events. */
  private Grants grants(Setting function, Grants shared, List<Infrastructure.Feed> feeds) {
    if (value(function.get("role")) instanceof Setting.Text role) {
      return resources.granted(role.value());
    }
    Grants grants = written(function, shared);
    if (givenRole(root.get("provider")) == null) {
      for (Infrastructure.Feed feed : feeds) {
        grants = grants.plus(KnownPolicies.streamEvent(feed));
      }
    }
    return grants;
  }

  private Grants written(Setting function, Grants shared) {
    Setting own = value(function.get("iamRoleStatements"));
    if (own == null) {
      own = value(function.get("iam", "role", "statements"));
    }
    if (own == null) {
      return shared;
    }
    boolean inherits =
        "true".equals(Setting.literal(value(function.get("iamRoleStatementsInherit"))))
            || "true".equals(Setting.literal(value(function.get("iam", "inheritStatements"))));
    return inherits ? shared.plus(statements(own)) : statements(own);
  }
}

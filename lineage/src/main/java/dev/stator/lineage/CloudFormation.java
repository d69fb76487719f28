package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one stack of CloudFormation, as its template was written, as SAM extends it or
 * as the CDK synthesizes it: its tables and functions, and what the functions' roles grant. Roles
 * may be those of a stack that it is nested with, so all of them are made before any is asked.
 */
final class CloudFormation {
  private final Stack stack;
  private final String file;
  private final Setting root;
  private final Map<String, Setting> resources;
  private final CloudFormationValues values;
  private final Roles roles;
  private final CloudFormationEvents events;

  CloudFormation(Stack stack) {
    this.stack = stack;
    this.file = stack.file();
    this.root = stack.root();
    this.resources = stack.resources();
    this.values = stack.values();
    this.roles = stack.roles();
    this.events = new CloudFormationEvents(stack);
    resources.forEach(this::role);
  }

  CloudFormationValues values() {
    return values;
  }

  private static String type(@Nullable Setting resource) {
    String type = resource == null ? null : Setting.literal(resource.get("Type"));
    return type == null ? "" : type;
  }

  private @Nullable Setting property(@Nullable Setting resource, String... path) {
    Setting at = resource == null ? null : values.resolve(resource.get("Properties", path[0]));
    for (int i = 1; i < path.length; i++) {
      at = at == null ? null : at.get(path[i]);
    }
    return at;
  }

  List<Infrastructure.Table> tables() {
    List<Infrastructure.Table> tables = new ArrayList<>();
    resources.forEach(
        (id, resource) -> {
          if (CloudFormationValues.isTable(resource)) {
            tables.add(table(id, resource));
          }
        });
    return tables;
  }

  private Infrastructure.Table table(String id, Setting resource) {
    if (type(resource).equals("AWS::Serverless::SimpleTable")) {
      String name = Setting.literal(property(resource, "PrimaryKey", "Name"));
      String type = Setting.literal(property(resource, "PrimaryKey", "Type"));
      return new Infrastructure.Table(
          file,
          resource.line(),
          stack.address(id),
          values.tableName(id),
          List.of(
              new DeclaredTable.Key(
                  name == null ? "id" : name,
                  DeclaredTable.Role.PARTITION,
                  TableKeys.type(type == null ? "String" : type))),
          List.of(),
          null,
          false);
    }
    Map<String, String> types = new LinkedHashMap<>();
    for (Setting definition : Setting.items(property(resource, "AttributeDefinitions"))) {
      String name = TableKeys.text(definition.get("AttributeName"));
      String type = Setting.literal(definition.get("AttributeType"));
      if (name != null && type != null) {
        types.put(name, type);
      }
    }
    List<DeclaredTable.Index> indexes = new ArrayList<>();
    indexes.addAll(TableKeys.indexes(property(resource, "GlobalSecondaryIndexes"), false, types));
    indexes.addAll(TableKeys.indexes(property(resource, "LocalSecondaryIndexes"), true, types));
    boolean expires =
        !"false".equals(Setting.literal(property(resource, "TimeToLiveSpecification", "Enabled")));
    return new Infrastructure.Table(
        file,
        resource.line(),
        stack.address(id),
        values.tableName(id),
        TableKeys.keys(property(resource, "KeySchema"), types),
        List.copyOf(indexes),
        expires
            ? TableKeys.text(property(resource, "TimeToLiveSpecification", "AttributeName"))
            : null,
        property(resource, "StreamSpecification") != null);
  }

  List<Infrastructure.Function> functions() {
    List<Infrastructure.Function> functions = new ArrayList<>();
    resources.forEach(
        (id, resource) -> {
          if (isFunction(resource)) {
            functions.add(function(id, resource));
          }
        });
    return functions;
  }

  private static boolean isFunction(@Nullable Setting resource) {
    return type(resource).equals("AWS::Serverless::Function")
        || type(resource).equals("AWS::Lambda::Function");
  }

  private Infrastructure.Function function(String id, Setting resource) {
    boolean sam = type(resource).equals("AWS::Serverless::Function");
    Setting globals = sam ? values.resolve(root.get("Globals", "Function")) : null;
    Setting handler = either(property(resource, "Handler"), globals, "Handler");
    Map<String, Infrastructure.Variable> environment = new LinkedHashMap<>();
    if (globals != null) {
      environment(globals.get("Environment", "Variables"), environment);
    }
    environment(property(resource, "Environment", "Variables"), environment);
    Setting code =
        sam
            ? either(property(resource, "CodeUri"), globals, "CodeUri")
            : property(resource, "Code");
    String folder = Setting.literal(code);
    boolean stored = folder != null && folder.startsWith("s3://");
    boolean placed = sam ? code == null || (folder != null && !stored) : folder != null;
    String asset = Setting.literal(resource.get("Metadata", "aws:asset:path"));
    List<String> folders = new ArrayList<>();
    if (asset != null) {
      folders.add(Paths.joined(Paths.parent(file), asset));
    }
    folders.add(Paths.joined(Paths.parent(file), folder == null || stored ? "" : folder));
    String name = Setting.literal(handler);
    return new Infrastructure.Function(
        file,
        resource.line(),
        stack.address(id),
        folders,
        placed,
        name == null ? "" : name,
        environment,
        events.triggers(id, resource),
        events.feeds(id, resource),
        sam ? samGrants(id, resource) : grants(resource));
  }

  private static @Nullable Setting either(
      @Nullable Setting own, @Nullable Setting globals, String name) {
    return own != null || globals == null ? own : globals.get(name);
  }

  private static void environment(
      @Nullable Setting variables, Map<String, Infrastructure.Variable> environment) {
    Setting.entries(variables)
        .forEach(
            (name, value) -> {
              if (value instanceof Setting.Text text) {
                environment.put(name, new Infrastructure.Variable(text.value(), text.line()));
              }
            });
  }

  /** What a role grants, by its name, its ARN or its logical id. */
  Grants granted(PartialText role) {
    String id = role.literal();
    return roles.of(
        id != null && resources.containsKey(id) ? PartialText.later(id, stack.scope()) : role);
  }

  /** What a policy grants, by its name or ARN. */
  Grants named(PartialText policy, int line) {
    return roles.named(policy, file, line);
  }

  private Grants grants(Setting function) {
    return property(function, "Role") instanceof Setting.Text role
        ? roles.of(role.value())
        : Grants.unread("the function shows no role");
  }

  /** A function of SAM has a role given, or one made of its policies and connectors. */
  private Grants samGrants(String id, Setting function) {
    if (property(function, "Role") != null) {
      return grants(function);
    }
    Grants grants = Grants.NONE;
    for (Setting policy : Setting.items(property(function, "Policies"))) {
      if (policy instanceof Setting.Text named) {
        grants = grants.plus(roles.named(named.value(), file, named.line()));
      } else if (policy.get("Statement") != null) {
        grants = grants.plus(Grants.ofDocument(policy, file));
      } else {
        for (Map.Entry<String, Setting> template : Setting.entries(policy).entrySet()) {
          grants =
              grants.plus(
                  KnownPolicies.template(
                      template.getKey(), template.getValue(), file, policy.line()));
        }
      }
    }
    for (Setting event : Setting.entries(function.get("Properties", "Events")).values()) {
      if (type(event).equals("DynamoDB")) {
        grants = grants.plus(KnownPolicies.streamEvents(file, event.line()));
      }
    }
    return grants.plus(connected(id));
  }

  /** What connectors grant a function: those to tables, and those of tables to it. */
  private Grants connected(String function) {
    Grants grants = Grants.NONE;
    for (Map.Entry<String, Setting> entry : resources.entrySet()) {
      Setting resource = entry.getValue();
      for (Setting connector : Setting.entries(resource.get("Connectors")).values()) {
        grants = grants.plus(connector(connector, entry.getKey(), function));
      }
      if (type(resource).equals("AWS::Serverless::Connector")) {
        String source = Setting.literal(resource.get("Properties", "Source", "Id"));
        grants = grants.plus(connector(resource, source, function));
      }
    }
    return grants;
  }

  private Grants connector(Setting connector, @Nullable String source, String function) {
    List<String> categories =
        Setting.texts(property(connector, "Permissions")).stream().map(PartialText::shown).toList();
    boolean ofTable = source != null && CloudFormationValues.isTable(resources.get(source));
    Grants grants = Grants.NONE;
    for (Setting destination : Setting.items(property(connector, "Destination"))) {
      String id = Setting.literal(destination.get("Id"));
      if (id == null) {
        continue;
      }
      if (function.equals(source) && CloudFormationValues.isTable(resources.get(id))) {
        grants =
            grants.plus(
                KnownPolicies.connector(categories, values.tableName(id), file, connector.line()));
      } else if (source != null && ofTable && function.equals(id)) {
        grants =
            grants.plus(
                KnownPolicies.streamConnector(
                    categories, values.tableName(source), file, connector.line()));
      }
    }
    return grants;
  }

  private void role(String id, Setting resource) {
    PartialText reference = PartialText.later(id, stack.scope());
    PartialText arn = PartialText.later(id + ".Arn", stack.scope());
    switch (type(resource)) {
      case "AWS::IAM::Role" -> {
        Grants inline = Grants.NONE;
        for (Setting policy : Setting.items(property(resource, "Policies"))) {
          inline = inline.plus(Grants.ofDocument(policy.get("PolicyDocument"), file));
        }
        List<PartialText> identities = new ArrayList<>(List.of(reference, arn));
        if (property(resource, "RoleName") instanceof Setting.Text name) {
          identities.add(name.value());
        }
        roles.role(
            identities,
            inline,
            Setting.texts(property(resource, "ManagedPolicyArns")),
            file,
            resource.line());
      }
      case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy" -> {
        Grants grants = Grants.ofDocument(property(resource, "PolicyDocument"), file);
        roles.policy(List.of(reference, arn), grants);
        List<PartialText> targets = new ArrayList<>(Setting.texts(property(resource, "Roles")));
        targets.addAll(Setting.texts(property(resource, "RoleName")));
        targets.forEach(role -> roles.attach(role, grants));
      }
      default -> {}
    }
  }
}

package dev.stator.lineage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What calls the functions of one stack: events of SAM, permissions, URLs, resolvers and mappings
 * of event sources; and of these the streams of tables.
 */
final class CloudFormationEvents {
  private final Stack stack;
  private final CloudFormationValues values;

  CloudFormationEvents(Stack stack) {
    this.stack = stack;
    this.values = stack.values();
  }

  private static String type(@Nullable Setting resource) {
    String type = resource == null ? null : Setting.literal(resource.get("Type"));
    return type == null ? "" : type;
  }

  private @Nullable Setting property(Setting resource, String name) {
    return values.resolve(resource.get("Properties", name));
  }

  Set<Infrastructure.Trigger> triggers(String id, Setting function) {
    Set<Infrastructure.Trigger> triggers = EnumSet.noneOf(Infrastructure.Trigger.class);
    if (property(function, "FunctionUrlConfig") != null) {
      triggers.add(Infrastructure.Trigger.REQUEST);
    }
    for (Setting event : events(function)) {
      triggers.add(
          switch (type(event)) {
            case "Api", "HttpApi" -> Infrastructure.Trigger.REQUEST;
            default -> Infrastructure.Trigger.EVENT;
          });
    }
    List<PartialText> identities = identities(id, function);
    for (Setting resource : stack.resources().values()) {
      Infrastructure.Trigger trigger = trigger(resource, identities);
      if (trigger != null) {
        triggers.add(trigger);
      }
    }
    return triggers;
  }

  private static Iterable<Setting> events(Setting function) {
    return Setting.entries(function.get("Properties", "Events")).values();
  }

  /** The texts that mean a function. */
  private List<PartialText> identities(String id, Setting function) {
    List<PartialText> identities = new ArrayList<>();
    identities.add(PartialText.later(id, stack.scope()));
    identities.add(PartialText.later(id + ".Arn", stack.scope()));
    identities.add(PartialText.later(id + ".Alias", stack.scope()));
    if (property(function, "FunctionName") instanceof Setting.Text name) {
      identities.add(name.value());
    }
    return identities;
  }

  private boolean names(@Nullable Setting reference, List<PartialText> function) {
    return values.resolve(reference) instanceof Setting.Text text
        && function.contains(text.value());
  }

  private Infrastructure.@Nullable Trigger trigger(Setting resource, List<PartialText> function) {
    Setting properties = resource.get("Properties");
    if (properties == null) {
      return null;
    }
    return switch (type(resource)) {
      case "AWS::Lambda::Permission" -> {
        String principal = Setting.literal(properties.get("Principal"));
        yield principal == null || !names(properties.get("FunctionName"), function)
            ? null
            : principal.startsWith("apigateway.") || principal.startsWith("elasticloadbalancing.")
                ? Infrastructure.Trigger.REQUEST
                : Infrastructure.Trigger.EVENT;
      }
      case "AWS::Lambda::Url" ->
          names(properties.get("TargetFunctionArn"), function)
              ? Infrastructure.Trigger.REQUEST
              : null;
      case "AWS::AppSync::DataSource" ->
          names(properties.get("LambdaConfig", "LambdaFunctionArn"), function)
              ? Infrastructure.Trigger.REQUEST
              : null;
      case "AWS::Lambda::EventSourceMapping" ->
          names(properties.get("FunctionName"), function) ? Infrastructure.Trigger.EVENT : null;
      default -> null;
    };
  }

  /** The streams of tables that feed a function. */
  List<Infrastructure.Feed> feeds(String id, Setting function) {
    List<Infrastructure.Feed> feeds = new ArrayList<>();
    for (Setting event : events(function)) {
      if (type(event).equals("DynamoDB")) {
        feeds.add(
            values.resolve(event.get("Properties", "Stream")) instanceof Setting.Text arn
                ? Infrastructure.Feed.ofStream(arn.value(), stack.file(), event.line())
                : new Infrastructure.Feed(null, stack.file(), event.line()));
      }
    }
    List<PartialText> identities = identities(id, function);
    for (Setting resource : stack.resources().values()) {
      if (type(resource).equals("AWS::Lambda::EventSourceMapping")
          && names(resource.get("Properties", "FunctionName"), identities)
          && property(resource, "EventSourceArn") instanceof Setting.Text arn
          && arn.value().isStream()) {
        feeds.add(Infrastructure.Feed.ofStream(arn.value(), stack.file(), resource.line()));
      }
    }
    return feeds;
  }
}

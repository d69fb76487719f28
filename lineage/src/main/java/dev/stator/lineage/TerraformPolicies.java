package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Roles and policies in Terraform's words. */
final class TerraformPolicies {
  private TerraformPolicies() {}

  /** Adds the roles and policies of a module, and what it attaches to what. */
  static void declare(TerraformModule module, Roles roles) {
    for (TerraformModule.Instance role : module.resources("aws_iam_role")) {
      Grants inline = Grants.NONE;
      String file = role.block().file();
      for (TerraformModule.Nested policy :
          module.nested(role.block(), "inline_policy", role.names())) {
        Setting written = module.value(policy.block(), "policy", policy.names());
        inline = written == null ? inline : inline.plus(grants(written, file));
      }
      roles.role(
          module.identities(role, "arn", "id", "name"),
          inline,
          Setting.texts(module.value(role, "managed_policy_arns")),
          file,
          role.block().line());
    }
    for (TerraformModule.Instance policy : module.resources("aws_iam_policy")) {
      roles.policy(
          module.identities(policy, "arn", "id"),
          grants(module.value(policy, "policy"), policy.block().file()));
    }
    for (TerraformModule.Instance policy : module.resources("aws_iam_role_policy")) {
      PartialText role = module.text(policy, "role");
      if (role != null) {
        roles.attach(role, grants(module.value(policy, "policy"), policy.block().file()));
      }
    }
    for (String type : List.of("aws_iam_role_policy_attachment", "aws_iam_policy_attachment")) {
      for (TerraformModule.Instance attachment : module.resources(type)) {
        PartialText policy = module.text(attachment, "policy_arn");
        List<PartialText> targets =
            new ArrayList<>(Setting.texts(module.value(attachment, "role")));
        targets.addAll(Setting.texts(module.value(attachment, "roles")));
        for (PartialText role : targets) {
          if (policy != null) {
            roles.attach(role, policy, attachment.block().file(), attachment.block().line());
          }
        }
      }
    }
  }

  /** A policy document written in blocks, as the one that it becomes. */
  static Setting document(TerraformModule module, TerraformModule.Instance instance) {
    List<Setting> statements = new ArrayList<>();
    for (String more : List.of("source_policy_documents", "override_policy_documents")) {
      for (Setting included : Setting.items(module.value(instance, more))) {
        Setting list = policy(included).get("Statement");
        statements.addAll(list == null ? List.of(policy(included)) : Setting.items(list));
      }
    }
    for (TerraformModule.Nested statement :
        module.nested(instance.block(), "statement", instance.names())) {
      Map<String, Setting> made = new LinkedHashMap<>();
      int line = statement.block().line();
      Setting effect = module.value(statement.block(), "effect", statement.names());
      made.put("Effect", effect == null ? Setting.text("Allow", line) : effect);
      put(made, "Action", module.value(statement.block(), "actions", statement.names()));
      put(made, "Resource", module.value(statement.block(), "resources", statement.names()));
      statements.add(new Setting.Entries(made, line));
    }
    int line = instance.block().line();
    return new Setting.Entries(Map.of("Statement", new Setting.Items(statements, line)), line);
  }

  private static void put(Map<String, Setting> into, String name, @Nullable Setting value) {
    if (value != null) {
      into.put(name, value);
    }
  }

  /** A policy, whether as a value or as a text of JSON. */
  private static Setting policy(Setting given) {
    if (given instanceof Setting.Text text) {
      Setting parsed = HclFunctions.parsed(text.value());
      return parsed == null ? given : parsed;
    }
    return given;
  }

  private static Grants grants(@Nullable Setting policy, String file) {
    return Grants.ofDocument(policy == null ? null : policy(policy), file);
  }
}

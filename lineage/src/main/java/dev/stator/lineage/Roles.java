package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The roles and policies of one template or module, and what is attached to what. A role is found
 * by any of the texts that mean it: its name, its ARN, a reference.
 */
final class Roles {
  private final Map<PartialText, Role> roles = new HashMap<>();
  private final Map<PartialText, Grants> policies = new HashMap<>();
  private final List<Attachment> attachments = new ArrayList<>();

  private static final class Role {
    private Grants grants = Grants.NONE;
    private final List<Named> managed = new ArrayList<>();
  }

  /** A policy by its name or ARN. */
  private record Named(PartialText policy, String file, int line) {}

  private record Attachment(PartialText role, Grants grants, List<Named> managed) {}

  void role(
      List<PartialText> identities,
      Grants inline,
      List<PartialText> managed,
      String file,
      int line) {
    Role role = new Role();
    role.grants = inline;
    managed.forEach(policy -> role.managed.add(new Named(policy, file, line)));
    identities.forEach(identity -> roles.put(identity, role));
  }

  /** A policy that can be attached by what it is called. */
  void policy(List<PartialText> identities, Grants grants) {
    identities.forEach(identity -> policies.put(identity, grants));
  }

  void attach(PartialText role, Grants grants) {
    attachments.add(new Attachment(role, grants, List.of()));
  }

  void attach(PartialText role, PartialText policy, String file, int line) {
    attachments.add(new Attachment(role, Grants.NONE, List.of(new Named(policy, file, line))));
  }

  /** What a policy grants by its name or ARN: one declared here, else one of AWS. */
  Grants named(PartialText policy, String file, int line) {
    Grants declared = policies.get(policy);
    return declared != null ? declared : KnownPolicies.managed(policy, file, line);
  }

  /** All that a role grants. */
  Grants of(PartialText identity) {
    Role role = roles.get(identity);
    if (role == null) {
      return Grants.unread("the role " + identity.shown() + ", which is not declared here");
    }
    Grants grants = role.grants;
    for (Named policy : role.managed) {
      grants = grants.plus(named(policy.policy(), policy.file(), policy.line()));
    }
    for (Attachment attachment : attachments) {
      if (roles.get(attachment.role()) == role) {
        grants = grants.plus(attachment.grants());
        for (Named policy : attachment.managed()) {
          grants = grants.plus(named(policy.policy(), policy.file(), policy.line()));
        }
      }
    }
    return grants;
  }
}

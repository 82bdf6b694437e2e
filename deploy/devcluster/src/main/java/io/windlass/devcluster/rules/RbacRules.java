package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;

/**
 * {@code rbac.authorization.k8s.io/v1}. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/">RBAC</a>
 */
final class RbacRules implements GroupRules {
  private static final String GROUP = "rbac.authorization.k8s.io";

  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    if (type.plural().endsWith("bindings")) {
      Fill.in(object, "roleRef", reference -> Fill.text(reference, "apiGroup", GROUP));
      Fill.each(object, "subjects", RbacRules::subject);
    }
  }

  private static void subject(ObjectNode subject) {
    switch (subject.path("kind").asText()) {
      case "User", "Group" -> Fill.text(subject, "apiGroup", GROUP);
      default -> {}
    }
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    boolean namespaced = type.namespaced();
    if (type.plural().endsWith("bindings")) {
      RoleChecks.binding(object, namespaced, faults);
    } else {
      RoleChecks.role(object, namespaced, faults);
    }
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    validateCreate(type, object, faults);
    At role = object.field("roleRef");
    if (type.plural().endsWith("bindings") && !role.value().equals(before.path("roleRef"))) {
      faults.invalid(role, "cannot change roleRef");
    }
  }
}

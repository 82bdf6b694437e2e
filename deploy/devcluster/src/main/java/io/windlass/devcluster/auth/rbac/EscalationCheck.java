package io.windlass.devcluster.auth.rbac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.auth.Access;
import io.windlass.devcluster.auth.rbac.Binding.RoleRef;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Optional;

/**
 * Refuses roles and bindings with which a requester would grant what he does not hold, unless he
 * may {@code escalate} or {@code bind}. Thread-safe. Source: the RBAC storages of Kubernetes 1.32.
 */
final class EscalationCheck {
  private static final String AGGREGATING =
      "must have cluster-admin privileges to use the aggregationRule";
  private static final List<String> HOUSEKEEPING =
      List.of("ownerReferences", "finalizers", "managedFields", "resourceVersion");

  private final ResourceType type;
  private final Rbac rbac;

  EscalationCheck(ResourceType type, Rbac rbac) {
    this.type = type;
    this.rbac = rbac;
  }

  void create(ObjectNode object) {
    // A request to create names nothing, so a rule with resourceNames does not help.
    guarded().ifPresent(user -> check(user, object, "", aggregates(object)));
  }

  void update(ObjectNode object, ObjectNode old) {
    if (isHousekeeping(object, old)) {
      return;
    }
    boolean aggregating = aggregates(object) || aggregates(old);
    guarded().ifPresent(user -> check(user, object, name(object), aggregating));
  }

  private static Optional<User> guarded() {
    return RequestScope.current()
        .filter(scope -> !scope.internal() && !scope.user().isMaster())
        .map(RequestScope::user);
  }

  private void check(User user, ObjectNode object, String requested, boolean aggregating) {
    if (object.has("roleRef")) {
      checkBinding(user, object);
    } else {
      checkRole(user, object, requested, aggregating);
    }
  }

  private void checkRole(User user, ObjectNode role, String requested, boolean aggregating) {
    String namespace = namespace(role);
    if (may(user, "escalate", type.plural(), namespace, requested)) {
      return;
    }
    checkHeld(user, role, Rule.of(role));
    Rbac.Found held = rbac.rules(user, namespace);
    if (aggregating && Escalation.fault(user, type, held, Rule.EVERYTHING).isPresent()) {
      throw ApiException.forbidden(type, name(role), AGGREGATING);
    }
  }

  private void checkBinding(User user, ObjectNode binding) {
    RoleRef role = RoleRef.of(binding);
    String namespace = namespace(binding);
    String resource = role.kind().equals("Role") ? "roles" : "clusterroles";
    if (!may(user, "bind", resource, namespace, role.name())) {
      checkHeld(
          user,
          binding,
          rbac.rulesOf(role, namespace)
              .orElseThrow(() -> ApiException.notFound(type, role.name())));
    }
  }

  private boolean may(User user, String verb, String resource, String namespace, String name) {
    return rbac.allows(user, Access.to(verb, AccessControl.GROUP, resource, namespace, name));
  }

  private void checkHeld(User user, ObjectNode object, List<Rule> granted) {
    Rbac.Found held = rbac.rules(user, namespace(object));
    Optional<String> fault = Escalation.fault(user, type, held, granted);
    if (fault.isPresent()) {
      throw ApiException.forbidden(type, name(object), fault.get());
    }
  }

  /** Whether all that changes is what garbage collection needs. */
  private static boolean isHousekeeping(ObjectNode object, ObjectNode old) {
    return Documents.same(withoutHousekeeping(object), withoutHousekeeping(old));
  }

  private static ObjectNode withoutHousekeeping(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    Documents.metadata(copy).remove(HOUSEKEEPING);
    return copy;
  }

  private static boolean aggregates(ObjectNode role) {
    return !Documents.at(role, "aggregationRule", "clusterRoleSelectors").isEmpty();
  }

  private static String name(ObjectNode object) {
    return Documents.text(object, "metadata", "name");
  }

  private static String namespace(ObjectNode object) {
    return Documents.text(object, "metadata", "namespace");
  }
}

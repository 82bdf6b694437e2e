package io.windlass.devcluster.auth.rbac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.Access;
import io.windlass.devcluster.auth.rbac.Binding.RoleRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides by roles and bindings what a user may do. Thread-safe; a decision costs microseconds: the
 * rules of the roles that are bound to the user, up to the first that allows it.
 */
public final class Rbac {
  private final Grants grants;

  Rbac(Grants grants) {
    this.grants = grants;
  }

  /** Rules, and the roles that are bound but not there. */
  record Found(List<Rule> rules, Set<RoleRef> missing) {}

  /** Whether a user may do something. */
  public Decision decide(User user, Access access) {
    if (user.isMaster()) {
      return Decision.MASTER;
    }
    Judge judge = new Judge(access);
    grants.visit(user, namespace(access), judge);
    return judge.decision(user);
  }

  public boolean allows(User user, Access access) {
    return decide(user, access).allowed();
  }

  private static String namespace(Access access) {
    return switch (access) {
      case Access.ToResource to -> to.namespace();
      case Access.ToPath _ -> "";
    };
  }

  /** Stops at the first binding whose role allows the access. Used by one thread. */
  private final class Judge implements Grants.Visitor {
    private final Access access;
    private final Set<RoleRef> missing = new LinkedHashSet<>();
    private Optional<Binding> allowedBy = Optional.empty();

    Judge(Access access) {
      this.access = access;
    }

    @Override
    public boolean visit(Binding binding) {
      Optional<List<Rule>> rules = grants.rules(binding.role(), binding.namespace());
      if (rules.isEmpty()) {
        missing.add(binding.role());
        return true;
      }
      for (Rule rule : rules.get()) {
        if (rule.allows(access)) {
          allowedBy = Optional.of(binding);
          return false;
        }
      }
      return true;
    }

    Decision decision(User user) {
      if (allowedBy.isPresent()) {
        return new Decision(true, "RBAC: allowed by " + allowedBy.get().words(user));
      }
      return new Decision(false, missing.isEmpty() ? "" : "RBAC: " + words(missing));
    }
  }

  /** Every rule that a user has in a namespace. */
  Found rules(User user, String namespace) {
    Set<Binding> seen = new LinkedHashSet<>();
    grants.visit(
        user,
        namespace,
        binding -> {
          seen.add(binding);
          return true;
        });
    List<Rule> rules = new ArrayList<>();
    Set<RoleRef> missing = new LinkedHashSet<>();
    for (Binding binding : seen) {
      grants
          .rules(binding.role(), binding.namespace())
          .ifPresentOrElse(rules::addAll, () -> missing.add(binding.role()));
    }
    return new Found(rules, missing);
  }

  /** The {@code status} of a SelfSubjectRulesReview of a user. */
  public void describeRules(User user, String namespace, ObjectNode status) {
    Found found = rules(user, namespace);
    ArrayNode resources = status.putArray("resourceRules");
    ArrayNode paths = status.putArray("nonResourceRules");
    for (Rule rule : found.rules()) {
      if (!rule.resources().isEmpty()) {
        resources.add(rule.document());
      }
      if (!rule.paths().isEmpty()) {
        paths.add(rule.document());
      }
    }
    status.put("incomplete", false);
    if (!found.missing().isEmpty()) {
      status.put("evaluationError", words(found.missing()));
    }
  }

  Optional<List<Rule>> rulesOf(RoleRef role, String namespace) {
    return grants.rules(role, namespace);
  }

  private static String words(Set<RoleRef> missing) {
    return words(missing, role -> role.kind().toLowerCase(Locale.ROOT) + "." + AccessControl.GROUP);
  }

  /** That roles are not there, each under the type that is said to lack it. */
  static String words(Set<RoleRef> missing, Function<RoleRef, String> type) {
    List<String> faults =
        missing.stream()
            .map(role -> "%s \"%s\" not found".formatted(type.apply(role), role.name()))
            .toList();
    return faults.size() == 1 ? faults.getFirst() : "[" + String.join(", ", faults) + "]";
  }
}

package io.windlass.devcluster.rules;

import java.util.List;

/** What roles and bindings must be. Stateless. */
final class RoleChecks {
  private static final String GROUP = "rbac.authorization.k8s.io";

  private RoleChecks() {}

  static void role(At role, boolean namespaced, FaultList faults) {
    role.field("rules").elements().forEach(rule -> rule(rule, namespaced, faults));
    At aggregation = role.field("aggregationRule");
    if (aggregation.isSet()) {
      At selectors = aggregation.field("clusterRoleSelectors");
      if (selectors.value().isEmpty()) {
        faults.required(
            selectors, "at least one clusterRoleSelector required if aggregationRule is non-nil");
      }
      selectors.elements().forEach(selector -> SelectorRules.labelSelector(selector, faults));
    }
  }

  private static void rule(At rule, boolean namespaced, FaultList faults) {
    needs(rule.field("verbs"), "verbs must contain at least one value", faults);
    At urls = rule.field("nonResourceURLs");
    if (urls.value().isEmpty()) {
      needs(rule.field("apiGroups"), "resource rules must supply at least one api group", faults);
      needs(rule.field("resources"), "resource rules must supply at least one resource", faults);
      return;
    }
    if (namespaced) {
      faults.invalid(urls, "namespaced rules cannot apply to non-resource URLs");
    }
    if (List.of("apiGroups", "resources", "resourceNames").stream()
        .anyMatch(field -> !rule.field(field).value().isEmpty())) {
      faults.invalid(urls, "rules cannot apply to both regular resources and non-resource URLs");
    }
  }

  private static void needs(At list, String why, FaultList faults) {
    if (list.value().isEmpty()) {
      faults.required(list, why);
    }
  }

  static void binding(At binding, boolean namespaced, FaultList faults) {
    At role = binding.field("roleRef");
    faults.oneOf(role.field("apiGroup"), List.of(GROUP));
    faults.oneOf(
        role.field("kind"), namespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole"));
    if (role.field("name").isBlank()) {
      faults.required(role.field("name"));
    } else {
      faults.format(role.field("name"), Names::pathSegment);
    }
    binding.field("subjects").elements().forEach(s -> subject(s, namespaced, faults));
  }

  private static void subject(At subject, boolean namespaced, FaultList faults) {
    At name = subject.field("name");
    At group = subject.field("apiGroup");
    if (name.isBlank()) {
      faults.required(name);
    }
    switch (subject.field("kind").text()) {
      case "ServiceAccount" -> {
        if (!name.isBlank()) {
          faults.format(name, Names::subdomain);
        }
        if (!group.isBlank()) {
          faults.oneOf(group, List.of(""));
        }
        if (!namespaced && subject.field("namespace").isBlank()) {
          faults.required(subject.field("namespace"));
        }
      }
      case "User", "Group" -> faults.oneOf(group, List.of(GROUP));
      default -> faults.oneOf(subject.field("kind"), List.of("ServiceAccount", "User", "Group"));
    }
  }
}

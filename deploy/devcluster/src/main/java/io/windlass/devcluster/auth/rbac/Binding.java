package io.windlass.devcluster.auth.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;

/**
 * A RoleBinding or, with an empty namespace, a ClusterRoleBinding. Immutable.
 *
 * @param role what it grants; a Role is one of the binding's own namespace
 */
record Binding(String namespace, String name, RoleRef role, List<Subject> subjects) {
  /** The role that a binding names: a {@code Role} or a {@code ClusterRole}. */
  record RoleRef(String kind, String name) {
    static RoleRef of(JsonNode binding) {
      JsonNode role = binding.path("roleRef");
      return new RoleRef(Documents.text(role, "kind"), Documents.text(role, "name"));
    }
  }

  /** Whom a binding names; a ServiceAccount as the user that it appears as. */
  record Subject(String kind, String name, String namespace) {
    boolean isGroup() {
      return kind.equals("Group");
    }

    /** What the user or group that is meant is called; empty if nobody is. */
    String meant() {
      return switch (kind) {
        case "User", "Group" -> name;
        case "ServiceAccount" -> namespace.isEmpty() ? "" : User.accountName(namespace, name);
        default -> "";
      };
    }

    boolean applies(User user) {
      String meant = meant();
      return !meant.isEmpty()
          && (isGroup() ? user.groups().contains(meant) : user.name().equals(meant));
    }

    String words() {
      String shown = kind.equals("ServiceAccount") ? name + "/" + namespace : name;
      return "%s \"%s\"".formatted(kind, shown);
    }
  }

  static Binding of(JsonNode binding) {
    String namespace = Documents.text(binding, "metadata", "namespace");
    List<Subject> subjects = new ArrayList<>();
    for (JsonNode subject : binding.path("subjects")) {
      String stated = Documents.text(subject, "namespace");
      subjects.add(
          new Subject(
              Documents.text(subject, "kind"),
              Documents.text(subject, "name"),
              stated.isEmpty() ? namespace : stated));
    }
    String name = Documents.text(binding, "metadata", "name");
    return new Binding(namespace, name, RoleRef.of(binding), List.copyOf(subjects));
  }

  /** How it grants something to one whom it names, for reasons of reviews. */
  String words(User user) {
    String subject =
        subjects.stream()
            .filter(s -> s.applies(user))
            .findFirst()
            .map(Subject::words)
            .orElse("nobody");
    String kind = namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding";
    String shown = namespace.isEmpty() ? name : name + "/" + namespace;
    return "%s \"%s\" of %s \"%s\" to %s".formatted(kind, shown, role.kind(), role.name(), subject);
  }
}

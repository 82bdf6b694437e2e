package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission.Operation;
import java.util.List;

/** Which requests a webhook is about: one entry of {@code rules}. Immutable. */
record HookRule(
    List<String> operations,
    List<String> groups,
    List<String> versions,
    List<String> resources,
    String scope) {
  private static final String ANY = "*";

  static HookRule of(JsonNode rule) {
    return new HookRule(
        Documents.texts(rule.path("operations")),
        Documents.texts(rule.path("apiGroups")),
        Documents.texts(rule.path("apiVersions")),
        Documents.texts(rule.path("resources")),
        rule.path("scope").asText(ANY));
  }

  boolean matches(Operation operation, ResourceType type, String subresource) {
    return has(operations, operation.name())
        && has(groups, type.group())
        && has(versions, type.version())
        && inScope(type)
        && resources.stream().anyMatch(named -> names(named, type.plural(), subresource));
  }

  private boolean inScope(ResourceType type) {
    return switch (scope) {
      case "Namespaced" -> type.namespaced();
      case "Cluster" -> !type.namespaced();
      default -> true;
    };
  }

  // A name without a slash is about the object itself: * is all resources without subresources.
  private static boolean names(String named, String plural, String subresource) {
    int slash = named.indexOf('/');
    String resource = slash < 0 ? named : named.substring(0, slash);
    String sub = slash < 0 ? "" : named.substring(slash + 1);
    return (resource.equals(ANY) || resource.equals(plural))
        && (sub.equals(ANY) || sub.equals(subresource));
  }

  private static boolean has(List<String> stated, String wanted) {
    return stated.contains(ANY) || stated.contains(wanted);
  }
}

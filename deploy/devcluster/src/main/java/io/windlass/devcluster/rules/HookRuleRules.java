package io.windlass.devcluster.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an entry of a webhook's {@code rules} must be. Stateless. */
final class HookRuleRules {
  private static final String ANY = "*";

  private HookRuleRules() {}

  static void validate(At rule, FaultList faults) {
    At operations = rule.field("operations");
    present(operations, "operations", "[]admissionregistration.OperationType", faults);
    List<String> supported = List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
    operations.elements().forEach(operation -> faults.oneOf(operation, supported));
    present(rule.field("apiGroups"), "API groups", "[]string", faults);
    At versions = rule.field("apiVersions");
    present(versions, "API versions", "[]string", faults);
    versions.elements().stream().filter(At::isBlank).forEach(faults::required);
    resources(rule.field("resources"), faults);
    At scope = rule.field("scope");
    if (scope.isSet()) {
      faults.oneOf(scope, List.of("*", "Cluster", "Namespaced"));
    }
  }

  private static void present(At list, String what, String goType, FaultList faults) {
    if (list.value().isEmpty()) {
      faults.required(list);
    } else if (list.value().size() > 1 && list.texts().contains(ANY)) {
      faults.invalidShown(
          list, shown(list, goType), "if '*' is present, must not specify other " + what);
    }
  }

  /** As faults show a list of texts. */
  static String shown(At list) {
    return shown(list, "[]string");
  }

  private static String shown(At list, String goType) {
    List<String> quoted = list.texts().stream().map(text -> "\"" + text + "\"").toList();
    return goType + "{" + String.join(", ", quoted) + "}";
  }

  private static void resources(At resources, FaultList faults) {
    if (resources.value().isEmpty()) {
      faults.required(resources);
    }
    Set<String> whole = new HashSet<>();
    Set<String> everywhere = new HashSet<>();
    for (At resource : resources.elements()) {
      if (resource.isBlank()) {
        faults.required(resource);
      } else if (resource.text().contains("/")) {
        subresource(resource, whole, everywhere, faults);
      }
    }
    List<String> stated = resources.texts();
    if (stated.size() > 1 && stated.contains("*/*")) {
      faults.invalidShown(
          resources, shown(resources), "if '*/*' is present, must not specify other resources");
    }
    boolean plain = stated.stream().anyMatch(text -> !text.equals(ANY) && !text.contains("/"));
    if (plain && stated.contains(ANY)) {
      faults.invalidShown(
          resources,
          shown(resources),
          "if '*' is present, must not specify other resources without subresources");
    }
  }

  private static void subresource(
      At named, Set<String> whole, Set<String> everywhere, FaultList faults) {
    String text = named.text();
    String resource = text.substring(0, text.indexOf('/'));
    String sub = text.substring(text.indexOf('/') + 1);
    if (whole.contains(resource)) {
      faults.invalid(named, "if '%s/*' is present, must not specify %s".formatted(resource, text));
    }
    if (everywhere.contains(sub)) {
      faults.invalid(named, "if '*/%s' is present, must not specify %s".formatted(sub, text));
    }
    if (sub.equals(ANY)) {
      whole.add(resource);
    }
    if (resource.equals(ANY)) {
      everywhere.add(sub);
    }
  }
}

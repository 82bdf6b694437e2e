package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.admission.Hook.Matching;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission.Request;
import io.windlass.devcluster.rest.Served;
import java.util.List;
import java.util.Optional;

/**
 * Which requests a policy, or a binding of it, is about. Immutable.
 *
 * @param rules none for every request
 * @param selectors the rest of what {@code matchConstraints} say
 */
record MatchResources(List<NamedRule> rules, List<NamedRule> excluded, Matching selectors) {

  /** A rule that may be about some objects only. */
  private record NamedRule(HookRule rule, List<String> names) {
    static List<NamedRule> all(JsonNode rules) {
      return rules
          .valueStream()
          .map(
              rule -> new NamedRule(HookRule.of(rule), Documents.texts(rule.path("resourceNames"))))
          .toList();
    }

    boolean isAbout(String name) {
      return names.isEmpty() || names.contains(name);
    }

    /** Whether a form of the request's type is one that it is about. */
    private boolean matches(Request request, Served form) {
      return rule.matches(request.operation(), form.type(), request.subresource())
          && isAbout(request.key().name());
    }
  }

  static MatchResources of(JsonNode stated) {
    return new MatchResources(
        NamedRule.all(stated.path("resourceRules")),
        NamedRule.all(stated.path("excludeResourceRules")),
        new Matching(
            List.of(),
            !stated.path("matchPolicy").asText().equals("Exact"),
            ObjectSelectors.of(stated.path("namespaceSelector")),
            ObjectSelectors.of(stated.path("objectSelector")),
            new MatchConditions(List.of(), false)));
  }

  /**
   * The form of the request's type that a rule is about, that of the request first; empty if none
   * is.
   *
   * @param forms all types that hold the same objects
   */
  Optional<Served> form(Request request, List<Served> forms) {
    if (find(excluded, request, forms).isPresent()) {
      return Optional.empty();
    }
    return rules.isEmpty() ? Optional.of(request.served()) : find(rules, request, forms);
  }

  private Optional<Served> find(List<NamedRule> stated, Request request, List<Served> forms) {
    if (stated.stream().anyMatch(rule -> rule.matches(request, request.served()))) {
      return Optional.of(request.served());
    }
    if (!selectors.equivalent()) {
      return Optional.empty();
    }
    return stated.stream()
        .flatMap(rule -> forms.stream().filter(form -> rule.matches(request, form)))
        .findFirst();
  }
}

package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.cel.PolicyProgram;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.TypeStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All ValidatingAdmissionPolicies with their bindings, by name. Thread-safe; read anew when one of
 * them has changed.
 */
final class PolicyTable {
  private final TypeStore policies;
  private final TypeStore bindings;
  private volatile Edition edition = new Edition(-1, -1, List.of());

  PolicyTable(ClusterStore store) {
    this.policies = store.of(type("ValidatingAdmissionPolicy", "validatingadmissionpolicies"));
    this.bindings =
        store.of(type("ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings"));
  }

  private static ResourceType type(String kind, String plural) {
    String singular = kind.toLowerCase(java.util.Locale.ROOT);
    return new ResourceType(
        "admissionregistration.k8s.io",
        "v1",
        new ResourceType.Names(kind, plural, singular, List.of(), List.of()),
        false,
        Set.of(),
        Set.of());
  }

  /**
   * A policy that is bound.
   *
   * @param wantsParameters whether it cannot be run here, for it is about objects with parameters
   */
  record Policy(
      String name,
      MatchResources about,
      PolicyProgram program,
      boolean wantsParameters,
      List<Binding> bindings) {}

  /**
   * What becomes of what a policy finds.
   *
   * @param about narrows the policy; empty if it does not
   * @param actions for example {@code Deny}
   */
  record Binding(String name, Optional<MatchResources> about, List<String> actions) {
    static Binding of(ObjectNode object) {
      JsonNode spec = object.path("spec");
      return new Binding(
          Documents.text(object, "metadata", "name"),
          spec.path("matchResources").isObject()
              ? Optional.of(MatchResources.of(spec.path("matchResources")))
              : Optional.empty(),
          Documents.texts(spec.path("validationActions")));
    }
  }

  private record Edition(long policies, long bindings, List<Policy> bound) {}

  /** Those with a binding; none, at the cost of two look-ups, in most clusters. */
  List<Policy> bound() {
    Edition known = edition;
    long ofPolicies = policies.latestChange();
    long ofBindings = bindings.latestChange();
    if (known.policies() == ofPolicies && known.bindings() == ofBindings) {
      return known.bound();
    }
    Edition next = new Edition(ofPolicies, ofBindings, read());
    edition = next;
    return next.bound();
  }

  private List<Policy> read() {
    Map<String, List<Binding>> byPolicy = new LinkedHashMap<>();
    bindings
        .list(Selection.ALL)
        .objects()
        .forEach(
            stored ->
                byPolicy
                    .computeIfAbsent(
                        Documents.text(stored.tree(), "spec", "policyName"),
                        name -> new ArrayList<>())
                    .add(Binding.of(stored.tree())));
    return policies.list(Selection.ALL).objects().stream()
        .filter(stored -> byPolicy.containsKey(stored.key().name()))
        .map(stored -> policy(stored.key().name(), stored.tree().path("spec"), byPolicy))
        .toList();
  }

  private static Policy policy(String name, JsonNode spec, Map<String, List<Binding>> byPolicy) {
    return new Policy(
        name,
        MatchResources.of(spec.path("matchConstraints")),
        PolicyProgram.of(spec),
        spec.path("paramKind").isObject(),
        List.copyOf(byPolicy.getOrDefault(name, List.of())));
  }
}

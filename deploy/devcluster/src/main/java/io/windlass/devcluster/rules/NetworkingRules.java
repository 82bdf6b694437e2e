package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

/**
 * {@code networking.k8s.io/v1}. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/ingress/">Ingress</a>
 */
final class NetworkingRules implements GroupRules {
  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    switch (type.plural()) {
      case "networkpolicies" -> policy(object.withObjectProperty("spec"));
      case "ingressclasses" ->
          Fill.in(object.path("spec"), "parameters", p -> Fill.text(p, "scope", "Cluster"));
      default -> {}
    }
  }

  private static void policy(ObjectNode spec) {
    Fill.each(
        spec,
        List.of("ingress", "egress"),
        rule -> Fill.each(rule, "ports", port -> Fill.text(port, "protocol", "TCP")));
    if (spec.path("policyTypes").isEmpty()) {
      ArrayNode types = spec.putArray("policyTypes").add("Ingress");
      if (!spec.path("egress").isEmpty()) {
        types.add("Egress");
      }
    }
  }
}

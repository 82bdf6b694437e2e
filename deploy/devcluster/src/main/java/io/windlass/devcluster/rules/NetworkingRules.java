package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
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
      case "ingressclasses" -> Fill.in(object.path("spec"), "parameters", NetworkingRules::scope);
      default -> {}
    }
  }

  private static void scope(ObjectNode parameters) {
    if (!parameters.has("scope")) {
      parameters.put("scope", "Cluster");
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

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    At spec = object.field("spec");
    switch (type.plural()) {
      case "ingresses" -> IngressChecks.ingress(spec, faults);
      case "ingressclasses" -> IngressChecks.ingressClass(spec, faults);
      case "networkpolicies" -> PolicyChecks.networkPolicy(spec, faults);
      default -> {}
    }
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    At controller = object.field("spec").field("controller");
    if (!controller.value().equals(before.at("/spec/controller"))) {
      faults.invalid(controller, "field is immutable");
    }
    validateCreate(type, object, faults);
  }
}

package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What services say that say nothing. Idempotent and stateless. */
final class ServiceDefaults {
  private static final int AFFINITY_SECONDS = 10_800;

  private ServiceDefaults() {}

  static void apply(ObjectNode service) {
    ObjectNode spec = service.withObjectProperty("spec");
    Fill.text(spec, "sessionAffinity", "None");
    Fill.text(spec, "type", "ClusterIP");
    affinity(spec);
    Fill.each(spec, "ports", ServiceDefaults::port);
    String type = ServiceKinds.type(spec);
    if (ServiceKinds.isReachedFromOutside(spec)) {
      Fill.text(spec, "externalTrafficPolicy", "Cluster");
    }
    if (ServiceKinds.usesNodePorts(spec) || type.equals("ClusterIP")) {
      Fill.text(spec, "internalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer")) {
      Fill.flag(spec, "allocateLoadBalancerNodePorts", true);
      Fill.each(service.at("/status/loadBalancer"), "ingress", ServiceDefaults::balancer);
    }
  }

  private static void affinity(ObjectNode spec) {
    String affinity = spec.path("sessionAffinity").asText();
    if (affinity.equals("None")) {
      spec.remove("sessionAffinityConfig");
    } else if (affinity.equals("ClientIP")) {
      Fill.number(
          spec.withObjectProperty("sessionAffinityConfig").withObjectProperty("clientIP"),
          "timeoutSeconds",
          AFFINITY_SECONDS);
    }
  }

  private static void port(ObjectNode port) {
    Fill.text(port, "protocol", "TCP");
    JsonNode target = port.path("targetPort");
    boolean open = target.isMissingNode() || target.asText().isEmpty();
    if (open || (target.isNumber() && target.asInt() == 0 && port.path("port").asInt() != 0)) {
      port.set("targetPort", port.path("port"));
    }
  }

  private static void balancer(ObjectNode ingress) {
    if (!ingress.path("ip").asText().isEmpty()) {
      Fill.text(ingress, "ipMode", "VIP");
    }
  }
}

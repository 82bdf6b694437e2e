package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;

/** What the type of a service implies; each question is about its {@code spec}. Stateless. */
final class ServiceKinds {
  private ServiceKinds() {}

  static String type(JsonNode spec) {
    return spec.path("type").asText();
  }

  static boolean isExternalName(JsonNode spec) {
    return type(spec).equals("ExternalName");
  }

  static boolean isBalanced(JsonNode spec) {
    return type(spec).equals("LoadBalancer");
  }

  static boolean usesNodePorts(JsonNode spec) {
    return type(spec).equals("NodePort") || isBalanced(spec);
  }

  /** Whether a port without a number of its own on the nodes is given one. */
  static boolean getsNodePorts(JsonNode spec) {
    return type(spec).equals("NodePort")
        || (isBalanced(spec) && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
  }

  static boolean isReachedFromOutside(JsonNode spec) {
    return usesNodePorts(spec)
        || (type(spec).equals("ClusterIP") && !spec.path("externalIPs").isEmpty());
  }

  /** Whether balancers ask nodes whether they have an endpoint. */
  static boolean isHealthChecked(JsonNode spec) {
    return isBalanced(spec) && spec.path("externalTrafficPolicy").asText().equals("Local");
  }

  /** As the list of addresses says, not the single one. */
  static boolean isHeadless(JsonNode spec) {
    JsonNode addresses = spec.path("clusterIPs");
    return addresses.size() == 1 && addresses.path(0).asText().equals("None");
  }
}

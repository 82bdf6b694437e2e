package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;

/** {@code discovery.k8s.io/v1}: EndpointSlices. Stateless. */
final class EndpointSliceRules implements GroupRules {
  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    Fill.each(object, "ports", EndpointSliceRules::port);
  }

  private static void port(ObjectNode port) {
    if (!port.has("name")) {
      port.put("name", "");
    }
    Fill.text(port, "protocol", "TCP");
  }
}

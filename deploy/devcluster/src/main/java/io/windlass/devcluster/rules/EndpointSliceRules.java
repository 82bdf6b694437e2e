package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

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
    if (!port.has("protocol")) {
      port.put("protocol", "TCP");
    }
  }

  @Override
  public void prepareCreate(ResourceType type, ObjectNode object) {
    Fill.each(object, "endpoints", endpoint -> endpoint.remove("deprecatedTopology"));
  }

  // Old topology stays as long as nothing about the endpoints changes.
  @Override
  public void prepareUpdate(ResourceType type, ObjectNode object, JsonNode before) {
    if (!object.path("endpoints").equals(before.path("endpoints"))) {
      prepareCreate(type, object);
    }
  }

  @Override
  public List<String> warnings(ResourceType type, At object, JsonNode before) {
    boolean deprecated = object.field("addressType").text().equals("FQDN");
    return deprecated && before.isMissingNode()
        ? List.of("spec.addressType: FQDN endpoints are deprecated")
        : List.of();
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    SliceChecks.slice(object, faults);
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    SliceChecks.slice(object, faults);
    SliceChecks.sliceUpdate(object, before, faults);
  }
}

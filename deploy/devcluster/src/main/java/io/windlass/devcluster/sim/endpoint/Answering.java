package io.windlass.devcluster.sim.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodShape;
import java.util.Optional;

/**
 * A pod that answers for a Service. Pure.
 *
 * @param ready whether it is to be sent requests; always, if the Service publishes all
 */
record Answering(PodFacts pod, boolean ready, ArrayNode ports) {
  /** How a pod answers for a Service; empty if it does not, or not any more. */
  static Optional<Answering> of(PodFacts pod, ObjectNode service) {
    if (pod.state().ip().isEmpty() || pod.isOver()) {
      return Optional.empty();
    }
    boolean all = service.path("spec").path("publishNotReadyAddresses").asBoolean();
    boolean ready = all || (pod.isReady() && !pod.state().deleting());
    return Optional.of(new Answering(pod, ready, ports(pod, service)));
  }

  private static ArrayNode ports(PodFacts pod, ObjectNode service) {
    ArrayNode ports = JsonNodeFactory.instance.arrayNode();
    for (JsonNode port : service.path("spec").path("ports")) {
      String protocol = port.path("protocol").asText("TCP");
      number(pod, port, protocol)
          .ifPresent(
              number -> {
                ObjectNode out = ports.addObject();
                out.put("name", port.path("name").asText()).put("port", number);
                out.put("protocol", protocol);
                if (port.has("appProtocol")) {
                  out.set("appProtocol", port.path("appProtocol"));
                }
              });
    }
    return ports;
  }

  private static Optional<Integer> number(PodFacts pod, JsonNode port, String protocol) {
    JsonNode target = port.path("targetPort");
    if (!target.isTextual()) {
      return Optional.of(target.asInt(port.path("port").asInt()));
    }
    return pod.shape().containers().stream()
        .flatMap(c -> Optional.ofNullable(c.ports().get(target.asText())).stream())
        .filter(p -> p.protocol().equals(protocol))
        .map(PodShape.Port::number)
        .findFirst();
  }

  /** Its entry in an EndpointSlice. */
  ObjectNode endpoint(String zone, Meta.Key service) {
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    endpoint.putArray("addresses").add(pod.state().ip());
    endpoint
        .putObject("conditions")
        .put("ready", ready)
        .put("serving", ready || pod.isReady())
        .put("terminating", pod.state().deleting());
    if (!pod.shape().hostname().isEmpty() && pod.shape().subdomain().equals(service.name())) {
      endpoint.put("hostname", pod.shape().hostname());
    }
    endpoint.put("nodeName", pod.state().node());
    endpoint.set("targetRef", reference());
    return zone.isEmpty() ? endpoint : endpoint.put("zone", zone);
  }

  /** Its address in an Endpoints object. */
  ObjectNode address() {
    ObjectNode address = JsonNodeFactory.instance.objectNode();
    address.put("ip", pod.state().ip()).put("nodeName", pod.state().node());
    address.set("targetRef", reference());
    return address;
  }

  private ObjectNode reference() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", "Pod")
        .put("name", pod.key().name())
        .put("namespace", pod.key().namespace())
        .put("uid", pod.uid());
  }
}

package io.windlass.devcluster.sim.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Quantity;
import io.windlass.devcluster.sim.load.Load;
import io.windlass.devcluster.sim.load.LoadReader;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What pods of one template have in common. Immutable, shared among them.
 *
 * @param containers main containers and sidecars; init containers that end are not among them
 * @param hostname {@code spec.hostname}; empty if there is none
 * @param subdomain {@code spec.subdomain}; empty if there is none
 */
public record PodShape(List<Container> containers, Load load, String hostname, String subdomain) {
  /** What nothing is known of. */
  static final PodShape NONE = new PodShape(List.of(), Load.IDLE, "", "");

  public PodShape {
    containers = List.copyOf(containers);
  }

  /**
   * One container.
   *
   * @param requests by resource, in thousandths of its unit
   * @param cpuLimit in cores, if there is one
   * @param ports its named ports, by name
   */
  public record Container(
      String name, Map<String, Long> requests, Optional<Double> cpuLimit, Map<String, Port> ports) {
    public Container {
      requests = Map.copyOf(requests);
      ports = Map.copyOf(ports);
    }
  }

  /** A port that a container names. */
  public record Port(int number, String protocol) {}

  static PodShape of(ObjectNode pod) {
    JsonNode spec = pod.path("spec");
    List<Container> containers = new ArrayList<>();
    spec.path("containers").forEach(c -> containers.add(container(c)));
    for (JsonNode c : spec.path("initContainers")) {
      if (c.path("restartPolicy").asText().equals("Always")) {
        containers.add(container(c));
      }
    }
    String first = spec.path("containers").path(0).path("name").asText();
    return new PodShape(
        containers,
        LoadReader.read(Meta.annotations(pod), first),
        spec.path("hostname").asText(),
        spec.path("subdomain").asText());
  }

  private static Container container(JsonNode c) {
    Map<String, Long> requests = new TreeMap<>();
    JsonNode resources = c.path("resources");
    resources
        .path("requests")
        .properties()
        .forEach(e -> milli(e.getValue()).ifPresent(m -> requests.put(e.getKey(), m)));
    Optional<Double> limit = milli(resources.path("limits").path("cpu")).map(m -> m / 1000.0);
    Map<String, Port> ports = new TreeMap<>();
    for (JsonNode port : c.path("ports")) {
      if (!port.path("name").asText().isEmpty()) {
        ports.put(
            port.path("name").asText(),
            new Port(port.path("containerPort").asInt(), port.path("protocol").asText("TCP")));
      }
    }
    return new Container(c.path("name").asText(), requests, limit, ports);
  }

  private static Optional<Long> milli(JsonNode quantity) {
    return Quantity.of(quantity).map(q -> q.amount().scaleByPowerOfTen(3).longValue());
  }
}

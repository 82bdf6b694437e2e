package io.windlass.devcluster.sim.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Quantity;
import io.windlass.devcluster.sim.load.Load;
import io.windlass.devcluster.sim.load.LoadReader;
import io.windlass.devcluster.sim.load.PodProfiles;
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
 * @param tolerations what its pods bear
 */
public record PodShape(
    List<Container> containers,
    Load load,
    String hostname,
    String subdomain,
    List<Toleration> tolerations) {
  /** What nothing is known of. */
  static final PodShape NONE = new PodShape(List.of(), Load.IDLE, "", "", List.of());

  public PodShape {
    containers = List.copyOf(containers);
    tolerations = List.copyOf(tolerations);
  }

  /**
   * What a pod bears of its node; empty texts mean any.
   *
   * @param seconds for how long; for ever if empty
   */
  public record Toleration(
      String key, boolean anyValue, String value, String effect, Optional<Long> seconds) {
    static Toleration of(JsonNode t) {
      JsonNode seconds = t.path("tolerationSeconds");
      return new Toleration(
          t.path("key").asText(),
          t.path("operator").asText().equals("Exists"),
          t.path("value").asText(),
          t.path("effect").asText(),
          seconds.isNumber() ? Optional.of(seconds.asLong()) : Optional.empty());
    }

    /** Whether it is about such a taint. */
    public boolean bears(String taint, String itsValue, String itsEffect) {
      return (effect.isEmpty() || effect.equals(itsEffect))
          && (key.isEmpty() || key.equals(taint))
          && (anyValue || value.equals(itsValue));
    }
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

  static PodShape of(ObjectNode pod, PodProfiles profiles) {
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
        LoadReader.read(profiles.annotations(pod), first),
        spec.path("hostname").asText(),
        spec.path("subdomain").asText(),
        spec.path("tolerations").valueStream().map(Toleration::of).toList());
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

package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.List;

/**
 * Gives services their addresses and node ports. A pure function over the pools that it is given:
 * whoever stores the service gives back what it took ({@link #release}) if the service is refused
 * or deleted. Stateless.
 */
public final class ServiceAddresses {
  private ServiceAddresses() {}

  /** Values that are handed out once. Implementations are thread-safe. */
  public interface Pool {
    /** A value that nobody has. */
    String next();

    /** Takes this value; false if somebody has it or if it is none of the pool's. */
    boolean take(String value);

    /** Gives a value back; without effect for one that is not taken. */
    void release(String value);
  }

  /** Assigns what a new service needs; the faults are values that it asked for and cannot have. */
  public static List<Cause> assign(ObjectNode service, Pool addresses, Pool nodePorts) {
    FaultList faults = new FaultList();
    ObjectNode spec = service.withObjectProperty("spec");
    if (!spec.path("type").asText().equals("ExternalName")) {
      address(spec, addresses, faults);
      families(spec);
    }
    if (usesNodePorts(spec)) {
      for (At port : At.root(service).field("spec").field("ports").elements()) {
        nodePort(port, nodePorts, faults);
      }
    }
    return faults.causes();
  }

  /** Carries over what a service has when an update leaves it out, and assigns what is new. */
  public static List<Cause> reassign(
      ObjectNode service, ObjectNode before, Pool addresses, Pool nodePorts) {
    ObjectNode spec = service.withObjectProperty("spec");
    JsonNode old = before.path("spec");
    boolean external = spec.path("type").asText().equals("ExternalName");
    if (external) {
      List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy").forEach(spec::remove);
    } else {
      for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
        if (!spec.has(field) && old.has(field)) {
          spec.set(field, old.get(field).deepCopy());
        }
      }
    }
    FaultList faults = new FaultList();
    if (!external && spec.path("clusterIP").asText().isEmpty()) {
      address(spec, addresses, faults);
      families(spec);
    }
    if (usesNodePorts(spec)) {
      Fill.each(spec, "ports", port -> keepNodePort(port, old));
      for (At port : At.root(service).field("spec").field("ports").elements()) {
        if (!hasNodePort(old, port.field("nodePort").text())) {
          nodePort(port, nodePorts, faults);
        }
      }
    } else if (usesNodePorts(old)) {
      Fill.each(spec, "ports", port -> port.remove("nodePort"));
    }
    return faults.causes();
  }

  /** Takes everything that a service has already. */
  public static void take(ObjectNode service, Pool addresses, Pool nodePorts) {
    JsonNode spec = service.path("spec");
    addresses.take(spec.path("clusterIP").asText());
    spec.path("ports").forEach(port -> nodePorts.take(port.path("nodePort").asText()));
  }

  /** Gives back everything that a service has. */
  public static void release(ObjectNode service, Pool addresses, Pool nodePorts) {
    JsonNode spec = service.path("spec");
    addresses.release(spec.path("clusterIP").asText());
    spec.path("ports").forEach(port -> nodePorts.release(port.path("nodePort").asText()));
  }

  private static void address(ObjectNode spec, Pool addresses, FaultList faults) {
    String wanted = spec.path("clusterIP").asText(spec.path("clusterIPs").path(0).asText());
    if (wanted.isEmpty()) {
      wanted = addresses.next();
    } else if (!wanted.equals("None") && !addresses.take(wanted)) {
      String words =
          "failed to allocate IP %s: provided IP is already allocated or out of range"
              .formatted(wanted);
      String shown = "[]string{\"%s\"}".formatted(wanted);
      faults.invalidShown(new At(spec.path("clusterIPs"), "spec.clusterIPs"), shown, words);
    }
    spec.put("clusterIP", wanted);
    spec.putArray("clusterIPs").add(wanted);
  }

  // This cluster has one family of addresses; endpoints that others write may have both.
  private static void families(ObjectNode spec) {
    boolean headless = spec.path("clusterIP").asText().equals("None");
    if (headless && spec.path("selector").isEmpty()) {
      Fill.text(spec, "ipFamilyPolicy", "RequireDualStack");
    }
    if (!spec.has("ipFamilies")) {
      spec.putArray("ipFamilies").add("IPv4");
      if (spec.path("ipFamilyPolicy").asText().equals("RequireDualStack")) {
        spec.withArrayProperty("ipFamilies").add("IPv6");
      }
    }
    Fill.text(spec, "ipFamilyPolicy", "SingleStack");
  }

  private static boolean usesNodePorts(JsonNode spec) {
    String type = spec.path("type").asText();
    return type.equals("NodePort")
        || (type.equals("LoadBalancer")
            && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
  }

  private static void nodePort(At port, Pool nodePorts, FaultList faults) {
    At wanted = port.field("nodePort");
    if (wanted.value().asInt() == 0) {
      ((ObjectNode) port.value()).put("nodePort", Integer.parseInt(nodePorts.next()));
    } else if (!nodePorts.take(wanted.text())) {
      faults.invalid(wanted, "provided port is already allocated");
    }
  }

  private static void keepNodePort(ObjectNode port, JsonNode old) {
    for (JsonNode candidate : old.path("ports")) {
      boolean same =
          candidate.path("port").equals(port.path("port"))
              && candidate.path("protocol").equals(port.path("protocol"));
      if (same && port.path("nodePort").asInt() == 0 && candidate.path("nodePort").asInt() != 0) {
        port.set("nodePort", candidate.path("nodePort"));
      }
    }
  }

  private static boolean hasNodePort(JsonNode spec, String nodePort) {
    return spec.path("ports")
        .valueStream()
        .anyMatch(port -> port.has("nodePort") && port.path("nodePort").asText().equals(nodePort));
  }
}

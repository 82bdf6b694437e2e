package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Defaults and checks of services. Stateless. */
final class ServiceRules {
  private static final List<String> TYPES =
      List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
  private static final int AFFINITY_SECONDS = 10_800;

  private ServiceRules() {}

  static void applyDefaults(ObjectNode service) {
    ObjectNode spec = service.withObjectProperty("spec");
    Fill.text(spec, "sessionAffinity", "None");
    Fill.text(spec, "type", "ClusterIP");
    if (spec.path("sessionAffinity").asText().equals("ClientIP")) {
      Fill.number(
          spec.withObjectProperty("sessionAffinityConfig").withObjectProperty("clientIP"),
          "timeoutSeconds",
          AFFINITY_SECONDS);
    }
    Fill.each(spec, "ports", ServiceRules::fillPort);
    String type = spec.path("type").asText();
    boolean external = type.equals("NodePort") || type.equals("LoadBalancer");
    if (external) {
      Fill.text(spec, "externalTrafficPolicy", "Cluster");
    }
    if (external || type.equals("ClusterIP")) {
      Fill.text(spec, "internalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer")) {
      Fill.flag(spec, "allocateLoadBalancerNodePorts", true);
    }
  }

  private static void fillPort(ObjectNode port) {
    Fill.text(port, "protocol", "TCP");
    JsonNode target = port.path("targetPort");
    boolean open = target.isMissingNode() || target.asText().isEmpty();
    if (open || (target.isNumber() && target.asInt() == 0 && port.path("port").asInt() != 0)) {
      port.set("targetPort", port.path("port"));
    }
  }

  static void validate(At service, FaultList faults) {
    At spec = service.field("spec");
    String type = spec.field("type").text();
    boolean headless = spec.field("clusterIP").text().equals("None");
    if (!type.equals("ExternalName") && !headless && spec.field("ports").value().isEmpty()) {
      faults.required(spec.field("ports"));
    }
    byType(spec, type, headless, faults);
    ports(spec, type, faults);
    MetadataRules.labels(spec.field("selector"), faults);
    faults.oneOf(spec.field("sessionAffinity"), List.of("ClientIP", "None"));
    spec.field("externalIPs").elements().forEach(ip -> PodRules.address(ip, faults));
    faults.oneOf(spec.field("type"), TYPES);
    At policy = spec.field("externalTrafficPolicy");
    boolean external = type.equals("NodePort") || type.equals("LoadBalancer");
    if (policy.isSet() && external) {
      faults.oneOf(policy, List.of("Cluster", "Local"));
    } else if (policy.isSet()) {
      faults.invalid(policy, "may only be set for externally-accessible services");
    }
    clusterIps(spec, type, faults);
  }

  private static void byType(At spec, String type, boolean headless, FaultList faults) {
    if (type.equals("ExternalName")) {
      At name = spec.field("externalName");
      if (spec.field("clusterIP").isSet() || spec.field("clusterIPs").isSet()) {
        faults.forbidden(spec.field("clusterIPs"), "may not be set for ExternalName services");
      }
      if (name.isBlank()) {
        faults.required(name);
      } else {
        String domain = name.text().replaceFirst("\\.$", "");
        Names.subdomain(domain).forEach(message -> faults.invalid(name, message));
      }
    } else if (headless && (type.equals("NodePort") || type.equals("LoadBalancer"))) {
      faults.invalidShown(
          spec.field("clusterIPs").as(spec.path() + ".clusterIPs[0]"),
          "\"None\"",
          "may not be set to 'None' for %s services".formatted(type));
    }
  }

  private static void clusterIps(At spec, String type, FaultList faults) {
    if (type.equals("ExternalName")) {
      return;
    }
    At single = spec.field("clusterIP");
    String path = spec.path() + ".clusterIPs[0]";
    if (!single.isBlank() && !single.text().equals("None")) {
      PodRules.address(single.as(path), faults);
    }
  }

  private static void ports(At spec, String type, FaultList faults) {
    List<At> ports = spec.field("ports").elements();
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (At port : ports) {
      portName(port.field("name"), ports.size() > 1, names, faults);
      faults.between(port.field("port"), 1, 65_535);
      faults.oneOf(port.field("protocol"), List.of("SCTP", "TCP", "UDP"));
      ProbeRules.port(port.field("targetPort"), faults);
      int nodePort = port.field("nodePort").value().asInt();
      if (nodePort != 0 && (type.equals("ClusterIP") || type.equals("ExternalName"))) {
        faults.forbidden(
            port.field("nodePort"), "may not be used when `type` is '%s'".formatted(type));
      }
    }
    for (At port : ports) {
      String key = port.field("protocol").text() + "/" + port.field("port").text();
      if (!numbers.add(key)) {
        faults.add(Faults.duplicate(port.path(), TextNode.valueOf(key)));
      }
    }
  }

  private static void portName(At name, boolean required, Set<String> seen, FaultList faults) {
    if (name.isBlank()) {
      if (required) {
        faults.required(name);
      }
      return;
    }
    faults.format(name, Names::label);
    if (!seen.add(name.text())) {
      faults.add(Faults.duplicate(name.path(), name.value()));
    }
  }

  static void validateUpdate(At service, JsonNode before, FaultList faults) {
    String was = before.path("spec").path("clusterIP").asText();
    At now = service.field("spec").field("clusterIP");
    boolean keeps = !service.field("spec").field("type").text().equals("ExternalName");
    boolean had = !before.path("spec").path("type").asText().equals("ExternalName");
    if (keeps && had && !was.isEmpty() && !now.text().equals(was)) {
      faults.invalidShown(
          now.as("spec.clusterIPs[0]"),
          "[]string{\"%s\"}".formatted(now.text()),
          "may not change once set");
    }
    validate(service, faults);
  }
}

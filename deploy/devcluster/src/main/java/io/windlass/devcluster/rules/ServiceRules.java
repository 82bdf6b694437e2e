package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Addresses;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of services. Stateless. */
final class ServiceRules {
  private static final List<String> TYPES =
      List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
  private static final List<String> POLICIES = List.of("Cluster", "Local");
  private static final int DAY_SECONDS = 86_400;
  private static final int KUBELET_PORT = 10_250;
  private static final String BALANCED_ONLY = "may only be used when `type` is 'LoadBalancer'";

  private ServiceRules() {}

  static void validate(At service, FaultList faults) {
    At spec = service.field("spec");
    byType(spec, faults);
    ports(spec, faults);
    MetadataRules.labels(spec.field("selector"), faults);
    affinity(spec, faults);
    ServiceAddressChecks.validate(spec, faults);
    for (At address : spec.field("externalIPs").elements()) {
      if (Addresses.isAddress(address.text())) {
        ClusterRules.plainAddress(address, faults);
      } else {
        PodRules.address(address, faults);
      }
    }
    faults.oneOf(spec.field("type"), TYPES);
    balancer(spec, faults);
    traffic(spec, faults);
  }

  private static void byType(At spec, FaultList faults) {
    String type = ServiceKinds.type(spec.value());
    boolean headless = ServiceKinds.isHeadless(spec.value());
    boolean named = ServiceKinds.isExternalName(spec.value());
    if (!named && !headless && spec.field("ports").value().isEmpty()) {
      faults.required(spec.field("ports"));
    }
    if (named) {
      externalName(spec, faults);
    } else if (headless && ServiceKinds.usesNodePorts(spec.value())) {
      faults.invalidShown(
          spec.field("clusterIPs").as(spec.path() + ".clusterIPs[0]"),
          "\"None\"",
          "may not be set to 'None' for %s services".formatted(type));
    }
  }

  private static void externalName(At spec, FaultList faults) {
    for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
      if (spec.field(field).isSet()) {
        faults.forbidden(spec.field(field), "may not be set for ExternalName services");
      }
    }
    At name = spec.field("externalName");
    String domain = name.text().replaceFirst("\\.$", "");
    if (domain.isEmpty()) {
      faults.required(name);
    } else {
      Names.subdomain(domain).forEach(message -> faults.invalid(name, message));
    }
  }

  private static void ports(At spec, FaultList faults) {
    List<At> ports = spec.field("ports").elements();
    Set<String> names = new HashSet<>();
    ports.forEach(port -> port(port, ports.size() > 1, names, faults));
    String type = ServiceKinds.type(spec.value());
    Set<String> onNodes = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (At port : ports) {
      At onNode = port.field("nodePort");
      String protocol = port.field("protocol").text() + "/";
      if (onNode.value().asInt() != 0 && type.equals("ClusterIP")) {
        faults.forbidden(onNode, "may not be used when `type` is 'ClusterIP'");
      }
      if (onNode.value().asInt() != 0 && !onNodes.add(protocol + onNode.text())) {
        faults.add(Faults.duplicate(onNode.path(), onNode.value()));
      }
      String key = protocol + port.field("port").text();
      if (!numbers.add(key)) {
        faults.add(Faults.duplicate(port.path(), TextNode.valueOf(key)));
      }
      if (port.field("port").value().asInt() == KUBELET_PORT && type.equals("LoadBalancer")) {
        faults.invalid(port, "may not expose port 10250 externally since it is used by kubelet");
      }
    }
  }

  private static void port(At port, boolean nameRequired, Set<String> names, FaultList faults) {
    At name = port.field("name");
    if (!name.isBlank()) {
      faults.format(name, Names::label);
      if (!names.add(name.text())) {
        faults.add(Faults.duplicate(name.path(), name.value()));
      }
    } else if (nameRequired) {
      faults.required(name);
    }
    faults.between(port.field("port"), 1, 65_535);
    faults.oneOf(port.field("protocol"), List.of("SCTP", "TCP", "UDP"));
    ProbeRules.port(port.field("targetPort"), faults);
    if (port.field("appProtocol").isSet()) {
      faults.format(port.field("appProtocol"), Names::qualified);
    }
  }

  private static void affinity(At spec, FaultList faults) {
    At affinity = spec.field("sessionAffinity");
    faults.oneOf(affinity, List.of("ClientIP", "None"));
    At seconds = spec.field("sessionAffinityConfig").field("clientIP").field("timeoutSeconds");
    int stated = seconds.value().asInt();
    if (affinity.text().equals("ClientIP") && (stated <= 0 || stated > DAY_SECONDS)) {
      faults.invalid(seconds, "must be greater than 0 and less than " + DAY_SECONDS);
    }
  }

  private static void balancer(At spec, FaultList faults) {
    boolean balanced = ServiceKinds.isBalanced(spec.value());
    At sources =
        spec.field("loadBalancerSourceRanges").as(spec.path() + ".LoadBalancerSourceRanges");
    if (!balanced) {
      for (At at :
          List.of(
              sources,
              spec.field("allocateLoadBalancerNodePorts"),
              spec.field("loadBalancerClass"))) {
        if (at.isSet()) {
          faults.forbidden(at, BALANCED_ONLY);
        }
      }
    } else if (spec.field("loadBalancerClass").isSet()) {
      faults.format(spec.field("loadBalancerClass"), Names::qualified);
    }
    for (At source : sources.elements()) {
      if (!Addresses.isCidr(source.text().strip())) {
        faults.invalid(source, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
      }
    }
  }

  private static void traffic(At spec, FaultList faults) {
    At outside = spec.field("externalTrafficPolicy");
    if (ServiceKinds.isReachedFromOutside(spec.value())) {
      faults.oneOf(outside, POLICIES);
    } else if (!outside.isBlank()) {
      faults.invalid(outside, "may only be set for externally-accessible services");
    }
    At check = spec.field("healthCheckNodePort");
    if (ServiceKinds.isHealthChecked(spec.value())) {
      faults.between(check, 1, 65_535);
    } else if (check.value().asInt() != 0) {
      faults.invalid(
          check,
          "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
    }
    At inside = spec.field("internalTrafficPolicy");
    if (inside.isSet()) {
      faults.oneOf(inside, POLICIES);
    }
    At distribution = spec.field("trafficDistribution");
    if (distribution.isSet()) {
      faults.oneOf(distribution, List.of("PreferClose"));
    }
  }

  static void validateUpdate(At service, JsonNode before, FaultList faults) {
    At spec = service.field("spec");
    JsonNode old = before.path("spec");
    ServiceAddressChecks.validateUpdate(spec, old, faults);
    At balancerClass = spec.field("loadBalancerClass");
    if (ServiceKinds.isBalanced(spec.value())
        && ServiceKinds.isBalanced(old)
        && !balancerClass.value().equals(old.path("loadBalancerClass"))) {
      faults.invalid(balancerClass, "may not change once set");
    }
    At check = spec.field("healthCheckNodePort");
    if (ServiceKinds.isHealthChecked(spec.value())
        && ServiceKinds.isHealthChecked(old)
        && check.value().asInt() != old.path("healthCheckNodePort").asInt()) {
      faults.forbidden(check, "field is immutable");
    }
    validate(service, faults);
  }
}

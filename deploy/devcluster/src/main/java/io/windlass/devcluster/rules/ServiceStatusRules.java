package io.windlass.devcluster.rules;

import io.windlass.devcluster.schema.Addresses;
import java.util.ArrayList;
import java.util.List;

/** What a balancer may say of a service, and what its author should know. Stateless. */
final class ServiceStatusRules {
  private ServiceStatusRules() {}

  static void validate(At service, FaultList faults) {
    At ingresses = service.field("status").field("loadBalancer").field("ingress");
    boolean balanced = ServiceKinds.isBalanced(service.field("spec").value());
    if (!balanced && !ingresses.value().isEmpty()) {
      faults.forbidden(ingresses, "may only be used when `spec.type` is 'LoadBalancer'");
      return;
    }
    ingresses.elements().forEach(ingress -> ingress(ingress, faults));
  }

  private static void ingress(At ingress, FaultList faults) {
    At address = ingress.field("ip");
    At mode = ingress.field("ipMode");
    if (!address.isBlank()) {
      PodRules.address(address, faults);
      if (mode.isSet()) {
        faults.oneOf(mode, List.of("Proxy", "VIP"));
      } else {
        faults.required(mode, "must be specified when `ip` is set");
      }
    } else if (mode.isSet()) {
      faults.forbidden(mode, "may not be specified when `ip` is not set");
    }
    At host = ingress.field("hostname");
    if (!host.isBlank()) {
      faults.format(host, Names::subdomain);
      if (Addresses.isAddress(host.text())) {
        faults.invalid(host, "must be a DNS name, not an IP address");
      }
    }
  }

  /** Fields that have no effect, and a name of an annotation that is going. */
  static List<String> warnings(At service) {
    List<String> warnings = new ArrayList<>();
    At spec = service.field("spec");
    String old = "service.kubernetes.io/topology-aware-hints";
    if (service.field("metadata").field("annotations").key(old).isSet()) {
      warnings.add(
          "annotation %s is deprecated, please use service.kubernetes.io/topology-mode instead"
              .formatted(old));
    }
    boolean named = ServiceKinds.isExternalName(spec.value());
    if (named && !spec.field("externalIPs").value().isEmpty()) {
      warnings.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
    }
    if (!named && !spec.field("externalName").isBlank()) {
      warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
    return warnings;
  }
}

package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Quantity;
import java.util.List;
import java.util.Optional;

/** Checks of namespaces, nodes, leases, revisions, endpoints. Stateless. */
final class ClusterRules {
  private ClusterRules() {}

  static void namespace(At namespace, FaultList faults) {
    At finalizers = namespace.field("spec").field("finalizers");
    finalizers.elements().forEach(f -> MetadataRules.finalizer(f.as(finalizers.path()), faults));
  }

  static void node(At node, FaultList faults) {
    SchedulingRules.taints(node.field("spec").field("taints"), "metadata.taints", faults);
    node.field("spec").field("podCIDRs").elements().forEach(c -> PolicyChecks.cidr(c, faults));
    for (String amounts : List.of("capacity", "allocatable")) {
      At at = node.field("status").field(amounts);
      at.keys().forEach(name -> nodeAmount(at.field(name), name, faults));
    }
  }

  private static void nodeAmount(At amount, String name, FaultList faults) {
    Optional<Quantity> quantity = Quantity.of(amount.value());
    if (quantity.isEmpty()) {
      return;
    }
    if (quantity.get().amount().signum() < 0) {
      faults.invalid(amount, quantity.get().canonical(), "must be greater than or equal to 0");
    }
    boolean whole = name.equals("pods") || name.contains("/");
    if (whole && !quantity.get().isWhole()) {
      faults.invalid(amount, quantity.get().canonical(), "must be an integer");
    }
  }

  static void nodeUpdate(At node, JsonNode before, FaultList faults) {
    node(node, faults);
    At spec = node.field("spec");
    onceSet(spec, before, "podCIDR", "podCIDRs", faults);
    onceSet(spec, before, "providerID", "providerID", faults);
  }

  private static void onceSet(
      At spec, JsonNode before, String field, String named, FaultList faults) {
    String was = before.path("spec").path(field).asText();
    if (!was.isEmpty() && !was.equals(spec.field(field).text())) {
      faults.forbidden(
          spec.field(named),
          "node updates may not change %s except from \"\" to valid".formatted(field));
    }
  }

  static void lease(At lease, FaultList faults) {
    At spec = lease.field("spec");
    At duration = spec.field("leaseDurationSeconds");
    if (duration.isSet() && duration.value().asLong() <= 0) {
      faults.invalid(duration, "must be greater than 0");
    }
    faults.notNegative(spec.field("leaseTransitions"));
  }

  static void revision(At revision, FaultList faults) {
    faults.notNegative(revision.field("revision"));
    At data = revision.field("data");
    if (!data.isSet()) {
      faults.required(data, "data is mandatory");
    } else if (!data.value().isObject()) {
      faults.required(data, "data must be a valid JSON object");
    }
  }

  static void revisionUpdate(At revision, JsonNode before, FaultList faults) {
    faults.notNegative(revision.field("revision"));
    if (!revision.value().path("data").equals(before.path("data"))) {
      faults.invalid(revision.field("data"), "field is immutable");
    }
  }

  static void endpoints(At endpoints, FaultList faults) {
    for (At subset : endpoints.field("subsets").elements()) {
      boolean none =
          subset.field("addresses").value().isEmpty()
              && subset.field("notReadyAddresses").value().isEmpty();
      if (none) {
        faults.required(subset, "must specify `addresses` or `notReadyAddresses`");
      }
      for (String list : List.of("addresses", "notReadyAddresses")) {
        subset.field(list).elements().forEach(a -> endpointAddress(a, faults));
      }
      List<At> ports = subset.field("ports").elements();
      ports.forEach(port -> endpointPort(port, ports.size() > 1, faults));
    }
  }

  private static void endpointAddress(At address, FaultList faults) {
    endpoint(address.field("ip"), faults);
    if (!address.field("hostname").isBlank()) {
      faults.format(address.field("hostname"), Names::label);
    }
    if (address.field("nodeName").isSet()) {
      faults.format(address.field("nodeName"), Names::subdomain);
    }
  }

  /** The address of an endpoint, which a second check of the API server refuses, too. */
  static void endpoint(At ip, FaultList faults) {
    int before = faults.causes().size();
    PodRules.address(ip, faults);
    if (faults.causes().size() > before) {
      faults.invalid(ip, "must be a valid IP address");
    }
  }

  private static void endpointPort(At port, boolean nameRequired, FaultList faults) {
    At name = port.field("name");
    if (!name.isBlank()) {
      faults.format(name, Names::label);
    } else if (nameRequired) {
      faults.required(name);
    }
    faults.between(port.field("port"), 1, 65_535);
    faults.oneOf(port.field("protocol"), List.of("SCTP", "TCP", "UDP"));
  }
}

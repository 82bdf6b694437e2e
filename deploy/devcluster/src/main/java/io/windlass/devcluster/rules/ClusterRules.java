package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.schema.Addresses;
import io.windlass.devcluster.schema.Faults;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of namespaces, nodes, leases, revisions, endpoints. Stateless. */
final class ClusterRules {
  private ClusterRules() {}

  static void namespace(At namespace, FaultList faults) {
    At finalizers = namespace.field("spec").field("finalizers");
    finalizers.elements().forEach(f -> MetadataRules.finalizer(f.as(finalizers.path()), faults));
  }

  static void node(At node, FaultList faults) {
    kept(node, faults);
    ranges(node.field("spec").field("podCIDRs"), faults);
  }

  // What is asked of a node whatever is written, its status too.
  private static void kept(At node, FaultList faults) {
    SchedulingRules.taints(node.field("spec").field("taints"), "metadata.taints", faults);
    for (String amounts : List.of("capacity", "allocatable")) {
      At at = node.field("status").field(amounts);
      at.keys().forEach(name -> QuotaChecks.amount(at.field(name), name, faults));
    }
  }

  private static void ranges(At ranges, FaultList faults) {
    List<String> texts = ranges.texts();
    ranges.elements().forEach(range -> PolicyChecks.cidr(range, faults));
    long newer = texts.stream().filter(text -> text.contains(":")).count();
    if (texts.size() > 1 && !texts.stream().allMatch(Addresses::isCidr)) {
      faults.add(new Cause("InternalError", "Internal error: invalid PodCIDRs", ranges.path()));
    }
    if (texts.size() > 1 && (newer != 1 || texts.size() > 2)) {
      faults.invalid(ranges, "may specify no more than one CIDR for each IP family");
    }
    faults.unique(ranges.elements(), range -> range);
  }

  static void nodeUpdate(At node, JsonNode before, FaultList faults) {
    node(node, faults);
    nodeStays(node, before, faults);
  }

  static void nodeStatus(At node, JsonNode before, FaultList faults) {
    kept(node, faults);
    nodeStays(node, before, faults);
  }

  private static void nodeStays(At node, JsonNode before, FaultList faults) {
    Set<JsonNode> addresses = new HashSet<>();
    for (At address : node.field("status").field("addresses").elements()) {
      if (!addresses.add(address.value())) {
        faults.add(Faults.duplicate(address.path(), address.value()));
      }
    }
    At spec = node.field("spec");
    onceSet(spec.field("podCIDRs"), before, "podCIDR", faults);
    onceSet(spec.field("providerID"), before, "providerID", faults);
    if (!spec.field("externalID").text().equals(before.at("/spec/externalID").asText())) {
      faults.forbidden(spec.field("externalID"), "may not be updated");
    }
  }

  private static void onceSet(At at, JsonNode before, String named, FaultList faults) {
    String field = at.path().substring("spec.".length());
    JsonNode was = before.path("spec").path(field);
    boolean set = was.isContainerNode() ? !was.isEmpty() : !was.asText().isEmpty();
    if (set && !was.equals(at.value())) {
      faults.forbidden(
          at, "node updates may not change %s except from \"\" to valid".formatted(named));
    }
  }

  /** The phase of a namespace says whether it is being deleted. */
  static void namespaceStatus(At namespace, FaultList faults) {
    boolean ends = namespace.field("metadata").field("deletionTimestamp").isSet();
    String phase = ends ? "Terminating" : "Active";
    At stated = namespace.field("status").field("phase");
    if (!stated.text().equals(phase)) {
      faults.invalid(
          stated.as("status.Phase"),
          stated.text(),
          "may only be '%s' if `deletionTimestamp` is %sempty"
              .formatted(phase, ends ? "not " : ""));
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
    PodRules.address(ip, faults);
    plainAddress(ip, faults);
  }

  /** An address that is none of those with a special meaning. */
  static void plainAddress(At ip, FaultList faults) {
    if (!Addresses.isAddress(ip.text())) {
      faults.invalid(ip, "must be a valid IP address");
    } else {
      special(ip, InetAddress.ofLiteral(ip.text()), faults);
    }
  }

  // Addresses that mean another machine on every machine.
  private static void special(At ip, InetAddress address, FaultList faults) {
    if (address.isAnyLocalAddress()) {
      faults.invalid(ip, "may not be unspecified (%s)".formatted(ip.text()));
    }
    if (address.isLoopbackAddress()) {
      faults.invalid(ip, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
    }
    if (address.isLinkLocalAddress()) {
      faults.invalid(ip, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
    }
    if (address.isMCLinkLocal()) {
      faults.invalid(ip, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
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
    if (port.field("appProtocol").isSet()) {
      faults.format(port.field("appProtocol"), Names::qualified);
    }
  }
}

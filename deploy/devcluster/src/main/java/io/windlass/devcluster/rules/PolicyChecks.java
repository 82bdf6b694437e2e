package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** What NetworkPolicies must be. Stateless. */
final class PolicyChecks {
  private static final int MOST_PORT = 65_535;

  private PolicyChecks() {}

  static void networkPolicy(At spec, FaultList faults) {
    SelectorRules.labelSelector(spec.field("podSelector"), faults);
    for (At rule : spec.field("ingress").elements()) {
      rule.field("ports").elements().forEach(port -> port(port, faults));
      rule.field("from").elements().forEach(peer -> peer(peer, faults));
    }
    for (At rule : spec.field("egress").elements()) {
      rule.field("ports").elements().forEach(port -> port(port, faults));
      rule.field("to").elements().forEach(peer -> peer(peer, faults));
    }
    At types = spec.field("policyTypes");
    if (types.value().size() > 2) {
      faults.invalid(types, "may not specify more than two policyTypes");
      return;
    }
    types.elements().forEach(type -> faults.oneOf(type, List.of("Ingress", "Egress")));
  }

  private static void port(At port, FaultList faults) {
    At number = port.field("port");
    At end = port.field("endPort");
    if (port.field("protocol").isSet()) {
      faults.oneOf(port.field("protocol"), List.of("TCP", "UDP", "SCTP"));
    }
    if (number.value().isNumber()) {
      faults.between(number, 1, MOST_PORT);
      if (end.isSet()) {
        if (end.value().asLong() < number.value().asLong()) {
          faults.invalid(end, "must be greater than or equal to `port`");
        }
        faults.between(end, 1, MOST_PORT);
      }
      return;
    }
    if (end.isSet()) {
      faults.invalid(end, "may not be specified without a numeric `port`");
    }
    if (number.isSet()) {
      faults.format(number, Names::portName);
    }
  }

  private static void peer(At peer, FaultList faults) {
    At block = peer.field("ipBlock");
    List<At> selectors =
        List.of(peer.field("podSelector"), peer.field("namespaceSelector")).stream()
            .filter(At::isSet)
            .toList();
    selectors.forEach(selector -> SelectorRules.labelSelector(selector, faults));
    if (block.isSet()) {
      block(block, faults);
    }
    if (selectors.isEmpty() && !block.isSet()) {
      faults.required(peer, "must specify a peer");
    } else if (!selectors.isEmpty() && block.isSet()) {
      faults.forbidden(peer, "may not specify both ipBlock and another peer");
    }
  }

  private static void block(At block, FaultList faults) {
    At cidr = block.field("cidr");
    if (cidr.isBlank()) {
      faults.required(cidr);
      return;
    }
    cidr(cidr, faults);
    block.field("except").elements().forEach(except -> cidr(except, faults));
  }

  /** An address with the length of its prefix. */
  static void cidr(At cidr, FaultList faults) {
    if (!isCidr(cidr.text())) {
      faults.invalid(cidr, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    }
  }

  private static boolean isCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return false;
    }
    FaultList faults = new FaultList();
    String address = text.substring(0, slash);
    PodRules.address(new At(TextNode.valueOf(address), ""), faults);
    int most = address.contains(":") ? 128 : 32;
    String length = text.substring(slash + 1);
    return faults.causes().isEmpty()
        && length.matches("\\d{1,3}")
        && Integer.parseInt(length) <= most;
  }
}

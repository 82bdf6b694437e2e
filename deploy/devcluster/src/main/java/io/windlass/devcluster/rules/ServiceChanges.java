package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a service keeps and loses as it changes: values that the server gave stay where an update
 * leaves them out, and go where its new type has no use for them, unless the update names new ones.
 * Stateless.
 */
final class ServiceChanges {
  private static final String ADDRESS = "clusterIP";
  private static final String ADDRESSES = "clusterIPs";
  private static final String CHECK = "healthCheckNodePort";

  private ServiceChanges() {}

  /** Carries over what was given to the service before. */
  static void keep(ObjectNode spec, JsonNode before) {
    boolean addressed = !ServiceKinds.isExternalName(spec) && !ServiceKinds.isExternalName(before);
    if (addressed) {
      copy(spec, before, ADDRESS);
      copy(spec, before, ADDRESSES);
    }
    if (ServiceKinds.usesNodePorts(spec) && ServiceKinds.usesNodePorts(before)) {
      keepNodePorts(spec, before);
    }
    if (ServiceKinds.isHealthChecked(spec) && ServiceKinds.isHealthChecked(before)) {
      copy(spec, before, CHECK);
    }
    inStep(spec, before);
  }

  private static void copy(ObjectNode spec, JsonNode before, String field) {
    JsonNode now = spec.path(field);
    boolean open = now.isContainerNode() ? now.isEmpty() : now.asText().isEmpty();
    if ((open || (now.isNumber() && now.asInt() == 0)) && before.has(field)) {
      spec.set(field, before.path(field).deepCopy());
    }
  }

  // By name, unless another port has taken the number over.
  private static void keepNodePorts(ObjectNode spec, JsonNode before) {
    Set<Integer> named = nodePorts(spec);
    named.retainAll(nodePorts(before));
    Fill.each(
        spec,
        "ports",
        port -> {
          int old = nodePort(before, port.path("name").asText());
          if (port.path("nodePort").asInt() == 0 && old != 0 && !named.contains(old)) {
            port.put("nodePort", old);
          }
        });
  }

  private static int nodePort(JsonNode spec, String name) {
    int found = 0;
    for (JsonNode port : spec.path("ports")) {
      found = port.path("name").asText().equals(name) ? port.path("nodePort").asInt() : found;
    }
    return found;
  }

  static Set<Integer> nodePorts(JsonNode spec) {
    Set<Integer> numbers = new HashSet<>();
    spec.path("ports").forEach(port -> numbers.add(port.path("nodePort").asInt()));
    numbers.remove(0);
    return numbers;
  }

  /** A client that knows only the single address creates and changes the list by it. */
  static void inStep(ObjectNode spec, JsonNode before) {
    String now = spec.path(ADDRESS).asText();
    String old = before.path(ADDRESS).asText();
    if (before.isMissingNode()) {
      if (!now.isEmpty() && spec.path(ADDRESSES).isEmpty()) {
        spec.putArray(ADDRESSES).add(now);
      }
      return;
    }
    boolean cleared = spec.path(ADDRESSES).isEmpty() && !before.path(ADDRESSES).isEmpty();
    if (cleared && now.equals(old)) {
      spec.set(ADDRESSES, before.path(ADDRESSES).deepCopy());
    }
    if (!now.equals(old) && same(spec, before, ADDRESSES)) {
      if (now.isEmpty()) {
        spec.remove(ADDRESSES);
      } else {
        spec.putArray(ADDRESSES).add(now);
      }
    }
  }

  /** Removes what the new type has no use for and the update did not change. */
  static void drop(ObjectNode service, JsonNode old) {
    ObjectNode spec = service.withObjectProperty("spec");
    JsonNode before = old.path("spec");
    if (!ServiceKinds.isExternalName(before) && ServiceKinds.isExternalName(spec)) {
      dropAddresses(spec, before);
    }
    boolean known = nodePorts(before).containsAll(nodePorts(spec));
    if (ServiceKinds.usesNodePorts(before) && !ServiceKinds.usesNodePorts(spec) && known) {
      Fill.each(spec, "ports", port -> port.remove("nodePort"));
    }
    if (ServiceKinds.isHealthChecked(before) && !ServiceKinds.isHealthChecked(spec)) {
      dropSame(spec, before, CHECK);
    }
    if (ServiceKinds.isBalanced(before) && !ServiceKinds.isBalanced(spec)) {
      dropSame(spec, before, "allocateLoadBalancerNodePorts");
      dropSame(spec, before, "loadBalancerClass");
    }
    if (ServiceKinds.isReachedFromOutside(before) && !ServiceKinds.isReachedFromOutside(spec)) {
      dropSame(spec, before, "externalTrafficPolicy");
    }
    if (ServiceKinds.isExternalName(spec)) {
      spec.remove("internalTrafficPolicy");
    }
    if (!ServiceKinds.isBalanced(spec)) {
      service.withObjectProperty("status").putObject("loadBalancer");
    }
  }

  private static void dropAddresses(ObjectNode spec, JsonNode before) {
    if (same(spec, before, ADDRESS) && same(spec, before, ADDRESSES)) {
      spec.remove(List.of(ADDRESS, ADDRESSES));
    }
    dropSame(spec, before, "ipFamilies");
    dropSame(spec, before, "ipFamilyPolicy");
  }

  private static void dropSame(ObjectNode spec, JsonNode before, String field) {
    if (same(spec, before, field)) {
      spec.remove(field);
    }
  }

  private static boolean same(JsonNode spec, JsonNode before, String field) {
    return spec.path(field).equals(before.path(field));
  }
}

package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The cells of the built-in types, in the order of their recorded columns. Stateless. */
final class BuiltInRows {
  private BuiltInRows() {}

  /** Writes the cells of one object. */
  @FunctionalInterface
  interface Row {
    void write(JsonNode object, Cells cells);
  }

  /** The row of a type by the name that messages use, if it has columns of its own. */
  static Optional<Row> of(String qualifiedName) {
    return switch (qualifiedName) {
      case "pods" -> Optional.of(BuiltInRows::pod);
      case "nodes" -> Optional.of(BuiltInRows::node);
      case "namespaces" -> Optional.of((o, c) -> c.name().at("/status/phase").age());
      case "services" -> Optional.of(BuiltInRows::service);
      case "endpoints" -> Optional.of((o, c) -> c.name().text(endpoints(o)).age());
      case "configmaps" ->
          Optional.of(
              (o, c) -> c.name().number(o.path("data").size() + o.path("binaryData").size()).age());
      case "secrets" ->
          Optional.of((o, c) -> c.name().at("/type").number(o.path("data").size()).age());
      case "serviceaccounts" ->
          Optional.of((o, c) -> c.name().number(o.path("secrets").size()).age());
      case "events" -> Optional.of(EventRow::core);
      case "events.events.k8s.io" -> Optional.of(EventRow::current);
      case "persistentvolumeclaims" -> Optional.of(BuiltInRows::claim);
      case "controllerrevisions.apps" ->
          Optional.of(
              (o, c) -> c.name().text(controller(o)).number(o.path("revision").asLong()).age());
      case "leases.coordination.k8s.io" ->
          Optional.of((o, c) -> c.name().at("/spec/holderIdentity").age());
      case "customresourcedefinitions.apiextensions.k8s.io" ->
          Optional.of((o, c) -> c.name().at("/metadata/creationTimestamp"));
      case "roles.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io" ->
          Optional.of(PolicyRow::role);
      case "rolebindings.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io" ->
          Optional.of(PolicyRow::binding);
      default ->
          WorkloadRows.of(qualifiedName)
              .or(() -> ScalingRows.of(qualifiedName))
              .or(() -> ClusterRows.of(qualifiedName));
    };
  }

  private static void pod(JsonNode pod, Cells cells) {
    PodStatus status = new PodStatus(pod);
    cells.name();
    cells.text(status.readyContainers() + "/" + status.containers()).text(status.reason());
    cells.text(restarts(status, cells)).age();
    cells.at("/status/podIPs/0/ip", "<none>").at("/spec/nodeName", "<none>");
    cells.at("/status/nominatedNodeName", "<none>").text(status.readinessGates());
  }

  private static String restarts(PodStatus status, Cells cells) {
    String count = Integer.toString(status.restarts());
    if (status.restarts() == 0 || status.lastRestart().isEmpty()) {
      return count;
    }
    return "%s (%s ago)".formatted(count, cells.since(status.lastRestart().get()));
  }

  private static void node(JsonNode node, Cells cells) {
    cells.name().text(nodeStatus(node)).text(roles(node)).age();
    cells.at("/status/nodeInfo/kubeletVersion");
    cells.text(address(node, "InternalIP")).text(address(node, "ExternalIP"));
    cells.at("/status/nodeInfo/osImage", "<unknown>");
    cells.at("/status/nodeInfo/kernelVersion", "<unknown>");
    cells.at("/status/nodeInfo/containerRuntimeVersion", "<unknown>");
  }

  private static String nodeStatus(JsonNode node) {
    String ready =
        node.at("/status/conditions")
            .valueStream()
            .filter(condition -> condition.path("type").asText().equals("Ready"))
            .map(condition -> condition.path("status").asText().equals("True"))
            .map(isReady -> isReady ? "Ready" : "NotReady")
            .findFirst()
            .orElse("Unknown");
    return node.at("/spec/unschedulable").asBoolean() ? ready + ",SchedulingDisabled" : ready;
  }

  private static String roles(JsonNode node) {
    String prefix = "node-role.kubernetes.io/";
    TreeSet<String> roles = new TreeSet<>();
    node.at("/metadata/labels")
        .propertyStream()
        .forEach(
            label -> {
              if (label.getKey().startsWith(prefix)) {
                roles.add(label.getKey().substring(prefix.length()));
              } else if (label.getKey().equals("kubernetes.io/role")) {
                roles.add(label.getValue().asText());
              }
            });
    roles.remove("");
    return roles.isEmpty() ? "<none>" : String.join(",", roles);
  }

  private static String address(JsonNode node, String type) {
    return node.at("/status/addresses")
        .valueStream()
        .filter(address -> address.path("type").asText().equals(type))
        .map(address -> address.path("address").asText())
        .findFirst()
        .orElse("<none>");
  }

  private static void service(JsonNode service, Cells cells) {
    cells.name().at("/spec/type").at("/spec/clusterIPs/0", "<none>");
    cells.text(externalAddress(service)).text(servicePorts(service)).age();
    cells.text(Texts.labels(service.at("/spec/selector")));
  }

  private static String externalAddress(JsonNode service) {
    String stated = joined(service.at("/spec/externalIPs"));
    return switch (service.at("/spec/type").asText()) {
      case "ExternalName" -> service.at("/spec/externalName").asText();
      case "LoadBalancer" -> {
        String given = ingress(service.at("/status/loadBalancer/ingress"));
        String both = given.isEmpty() || stated.isEmpty() ? given + stated : given + "," + stated;
        yield both.isEmpty() ? "<pending>" : both;
      }
      default -> stated.isEmpty() ? "<none>" : stated;
    };
  }

  private static String servicePorts(JsonNode service) {
    String ports =
        service
            .at("/spec/ports")
            .valueStream()
            .map(BuiltInRows::servicePort)
            .collect(Collectors.joining(","));
    return ports.isEmpty() ? "<none>" : ports;
  }

  private static String servicePort(JsonNode port) {
    String outside = port.path("nodePort").asInt() == 0 ? "" : ":" + port.path("nodePort").asInt();
    return port.path("port").asText() + outside + "/" + port.path("protocol").asText();
  }

  private static String joined(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
  }

  private static String ingress(JsonNode list) {
    return list.valueStream()
        .map(given -> given.path("ip").asText(given.path("hostname").asText()))
        .collect(Collectors.joining(","));
  }

  private static String endpoints(JsonNode endpoints) {
    List<String> all =
        endpoints.path("subsets").valueStream().flatMap(s -> subset(s).stream()).toList();
    if (endpoints.path("subsets").isEmpty()) {
      return "<none>";
    }
    return Texts.firstOf(all, "");
  }

  private static List<String> subset(JsonNode subset) {
    List<String> addresses =
        subset.path("addresses").valueStream().map(a -> a.path("ip").asText()).toList();
    JsonNode ports = subset.path("ports");
    if (ports.isEmpty()) {
      return addresses;
    }
    return ports
        .valueStream()
        .flatMap(port -> addresses.stream().map(ip -> ip + ":" + port.path("port").asText()))
        .toList();
  }

  private static void claim(JsonNode claim, Cells cells) {
    boolean deleted = claim.at("/metadata/deletionTimestamp").isTextual();
    boolean placed = !claim.at("/spec/volumeName").asText().isEmpty();
    cells.name().text(deleted ? "Terminating" : claim.at("/status/phase").asText());
    cells.at("/spec/volumeName");
    cells.text(placed ? claim.at("/status/capacity/storage").asText() : "");
    cells.text(placed ? Texts.accessModes(claim.at("/status/accessModes")) : "");
    cells.at("/spec/storageClassName").at("/spec/volumeAttributesClassName", "<unset>").age();
    cells.at("/spec/volumeMode", "<unset>");
  }

  private static String controller(JsonNode object) {
    return object
        .at("/metadata/ownerReferences")
        .valueStream()
        .filter(owner -> owner.path("controller").asBoolean())
        .map(BuiltInRows::ownerName)
        .findFirst()
        .orElse("<none>");
  }

  private static String ownerName(JsonNode owner) {
    String kind = owner.path("kind").asText().toLowerCase(Locale.ROOT);
    String apiVersion = owner.path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : "." + apiVersion.substring(0, slash);
    return kind + group + "/" + owner.path("name").asText();
  }
}

package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives Services their cluster addresses and node ports, each once. Addresses that a client chose
 * are taken as they are. Thread-safe.
 */
public final class ServiceAddresses {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int NODE_PORTS = 2_768;
  private static final int HOSTS_PER_OCTET = 250;
  private static final int FIRST_HOST = 10;

  private final AtomicInteger addresses = new AtomicInteger();
  private final AtomicInteger nodePorts = new AtomicInteger();

  void assign(ObjectNode service) {
    ObjectNode spec = Documents.child(service, "spec");
    if (!spec.path("type").asText().equals("ExternalName")) {
      if (spec.path("clusterIP").asText("").isEmpty()) {
        spec.put("clusterIP", nextAddress());
      }
      spec.putArray("clusterIPs").add(spec.path("clusterIP").asText());
      assignNodePorts(spec);
    }
  }

  /** What was assigned stays, as long as the client does not say otherwise. */
  void keep(ObjectNode service, ObjectNode old) {
    ObjectNode spec = Documents.child(service, "spec");
    for (String field : List.of("clusterIP", "clusterIPs")) {
      if (spec.path(field).isEmpty() && spec.path(field).asText("").isEmpty()) {
        Documents.put(spec, field, Documents.at(old, "spec", field));
      }
    }
    assignNodePorts(spec);
  }

  private void assignNodePorts(ObjectNode spec) {
    String type = spec.path("type").asText();
    if (!type.equals("NodePort") && !type.equals("LoadBalancer")) {
      return;
    }
    for (ObjectNode port : Documents.objects(spec.path("ports"))) {
      if (port.path("nodePort").asInt(0) == 0) {
        port.put("nodePort", FIRST_NODE_PORT + nodePorts.getAndIncrement() % NODE_PORTS);
      }
    }
  }

  private String nextAddress() {
    int n = addresses.getAndIncrement();
    return "10.96.%d.%d".formatted(n / HOSTS_PER_OCTET, FIRST_HOST + n % HOSTS_PER_OCTET);
  }
}

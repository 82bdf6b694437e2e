package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.rules.ServiceAddresses;
import java.util.List;

/** The addresses and node ports of one cluster's services. Thread-safe. */
public final class ServicePools {
  private final NumberPool addresses = NumberPool.addresses();
  private final NumberPool nodePorts = NumberPool.nodePorts();

  /** Takes what a service has that was there before the cluster was started. */
  public void resume(ObjectNode service) {
    ServiceAddresses.take(service, addresses, nodePorts);
  }

  List<Cause> assign(ObjectNode service) {
    return ServiceAddresses.assign(service, addresses, nodePorts);
  }

  List<Cause> reassign(ObjectNode service, ObjectNode before) {
    return ServiceAddresses.reassign(service, before, addresses, nodePorts);
  }

  /** Takes back what a service has and another state of it, missing if none, has not. */
  void giveBack(JsonNode service, JsonNode other) {
    ServiceAddresses.giveBack(service, other, addresses, nodePorts);
  }
}

package io.windlass.devcluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.pod.PodPriorities;
import java.util.List;

/** What every cluster holds: its namespaces and the Service of its own API. Stateless. */
final class Furnishing {
  private static final List<String> NAMESPACES =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  private Furnishing() {}

  static void apply(ClusterApi api) {
    for (String name : NAMESPACES) {
      ObjectNode namespace = Documents.object();
      namespace.putObject("metadata").put("name", name);
      api.ensure(api.type("v1", "namespaces"), namespace);
    }
    api.ensure(api.type("v1", "services"), kubernetesService());
    ResourceType classes = api.type("scheduling.k8s.io/v1", "priorityclasses");
    PodPriorities.SYSTEM.forEach((name, value) -> api.ensure(classes, priorityClass(name, value)));
  }

  private static ObjectNode priorityClass(String name, int value) {
    ObjectNode object = Documents.object();
    object.putObject("metadata").put("name", name);
    object.put("value", value).put("preemptionPolicy", "PreemptLowerPriority");
    return object.put("description", "For pods that the cluster itself needs.");
  }

  private static ObjectNode kubernetesService() {
    ObjectNode service = Documents.object();
    ObjectNode metadata = service.putObject("metadata");
    metadata.put("name", "kubernetes").put("namespace", "default");
    metadata.putObject("labels").put("component", "apiserver").put("provider", "kubernetes");
    ObjectNode spec = service.putObject("spec");
    spec.put("clusterIP", "10.96.0.1").put("type", "ClusterIP");
    ObjectNode port = spec.putArray("ports").addObject();
    port.put("name", "https").put("protocol", "TCP").put("port", 443).put("targetPort", 6443);
    return service;
  }
}

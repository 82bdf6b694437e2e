package io.windlass.benchmarks.admission;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.benchmarks.cluster.ApiClient;
import io.windlass.crds.Crds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A SidecarSet for each of many tenants, all for pods of the same label, and three for the shop:
 * what tells them apart are the namespaces. Stored in the hub version.
 */
record ManySidecarSets(ApiClient client) {
  private static final String PATH = "/apis/apps.kruise.io/v1beta1/sidecarsets";

  static void install(KubernetesClient client) {
    for (Crds.Document document : Crds.all()) {
      CustomResourceDefinition definition = parse(document);
      if (document.equals(Crds.sidecarSet())) {
        CustomResourceDefinition hub = parse(Crds.sidecarSetHub());
        List<CustomResourceDefinitionVersion> versions =
            new ArrayList<>(definition.getSpec().getVersions());
        versions.getFirst().setStorage(false);
        CustomResourceDefinitionVersion stored = hub.getSpec().getVersions().getFirst();
        stored.setStorage(true);
        stored.setServed(true);
        versions.add(stored);
        definition.getSpec().setVersions(versions);
      }
      var resource = client.resource(definition);
      resource.create();
      resource.waitUntilCondition(ManySidecarSets::isServed, 30, TimeUnit.SECONDS);
    }
  }

  private static CustomResourceDefinition parse(Crds.Document document) {
    return Serialization.unmarshal(document.yaml(), CustomResourceDefinition.class);
  }

  private static boolean isServed(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  void create(long number) {
    client.post(PATH, body(number, "agent:1"));
  }

  void edit(long number, String image) {
    client.patch(
        PATH + "/log-" + number,
        "{\"spec\":{\"containers\":[{\"name\":\"log-%d\",\"image\":\"%s\"}]}}"
            .formatted(number, image));
  }

  /** The review of an edit that changes how fast one of them is rolled out, and no container. */
  static String edited(long number) {
    String before = body(number, "agent:1");
    return """
    {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"r-2",
     "kind":{"group":"apps.kruise.io","version":"v1beta1","kind":"SidecarSet"},
     "name":"log-%d","operation":"UPDATE","dryRun":false,"object":%s,"oldObject":%s}}
    """
        .formatted(number, before.replace("10%", "20%"), before);
  }

  private static String body(long number, String image) {
    String namespace = number < 3 ? "shop" : "tenant-" + number;
    return """
    {"apiVersion":"apps.kruise.io/v1beta1","kind":"SidecarSet","metadata":{"name":"log-%1$d",
     "labels":{"team":"observability"}},"spec":{"selector":{"matchLabels":{"app":"web"}},
     "namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"%2$s"}},
     "volumes":[{"name":"spool-%1$d","emptyDir":{}}],
     "containers":[{"name":"log-%1$d","image":"%3$s","args":["--spool","/spool","--level","info"],
      "env":[{"name":"TENANT","value":"%2$s"},{"name":"TARGET","value":"http://collector:4317"}],
      "resources":{"requests":{"cpu":"50m","memory":"64Mi"},"limits":{"memory":"128Mi"}},
      "volumeMounts":[{"name":"spool-%1$d","mountPath":"/spool"}],
      "shareVolumePolicy":{"type":"enabled"}}],
     "updateStrategy":{"type":"RollingUpdate","maxUnavailable":"10%%"}}}
    """
        .formatted(number, namespace, image);
  }
}

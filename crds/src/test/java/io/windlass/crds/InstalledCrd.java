package io.windlass.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A definition in the cluster of {@code -Dwindlass.cluster}, removed again if it was not there. */
record InstalledCrd(
    KubernetesClient client, Resource<CustomResourceDefinition> crd, AtomicBoolean created)
    implements AutoCloseable {

  static InstalledCrd of(Crds.Document document) {
    File kubeconfig = new File(System.getProperty("windlass.cluster", ""));
    KubernetesClient client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    CustomResourceDefinition crd =
        Serialization.unmarshal(document.yaml(), CustomResourceDefinition.class);
    return new InstalledCrd(client, client.resource(crd), new AtomicBoolean());
  }

  void install() {
    if (crd.get() == null) {
      crd.create();
      created.set(true);
    }
    crd.waitUntilCondition(InstalledCrd::isEstablished, 30, TimeUnit.SECONDS);
  }

  List<String> conditions() {
    return crd.get().getStatus().getConditions().stream()
        .map(condition -> condition.getType() + "=" + condition.getStatus())
        .toList();
  }

  @Override
  public void close() {
    if (created.get()) {
      crd.delete();
    }
    client.close();
  }

  private static boolean isEstablished(CustomResourceDefinition found) {
    return found != null
        && found.getStatus() != null
        && found.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    Objects.equals(condition.getType(), "Established")
                        && Objects.equals(condition.getStatus(), "True"));
  }
}

package io.windlass.manager.access;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.crds.Crds;
import io.windlass.manager.report.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The custom resource definitions of Windlass in a cluster: installed, or known to be missing. */
public final class CustomResources {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String API_VERSION = "apiextensions.k8s.io/v1";
  private static final String KIND = "CustomResourceDefinition";
  private static final String WORKLOADS = ".apps.kruise.io";

  private final KubernetesClient client;

  public CustomResources(KubernetesClient client) {
    this.client = client;
  }

  /** The same where no webhooks are served. */
  public void install() {
    install(false);
  }

  /**
   * Creates or updates every definition and waits until the server serves it.
   *
   * @param webhooks whether webhooks are served, which keep a second version of their own
   */
  public void install(boolean webhooks) {
    for (Crds.Document document : Crds.all()) {
      String name = name(document);
      Resource<GenericKubernetesResource> definition = generic(name);
      if (definition.get() == null) {
        client.resource(parse(document)).create();
      } else if (hasTwoVersions(name)) {
        requireWebhooks(name, webhooks);
      } else {
        definition.patch(
            PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(parse(document)));
      }
      typed(name)
          .waitUntilCondition(CustomResources::established, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private boolean hasTwoVersions(String name) {
    return typed(name).get().getSpec().getVersions().size() > 1;
  }

  private static void requireWebhooks(String name, boolean webhooks) {
    if (!webhooks) {
      throw new CommandFailure(
          name + " has two versions, which only a manager with webhooks can convert",
          "Start the manager with --webhooks; to do without, run: windlass crds --single-version");
    }
  }

  /**
   * Stops with a hint if the cluster lacks the definition of a workload that controllers serve; of
   * other kinds, which nothing acts on yet, a cluster need not know.
   */
  public void require() {
    List<String> missing =
        Crds.all().stream()
            .map(CustomResources::name)
            .filter(name -> name.endsWith(WORKLOADS))
            .filter(name -> generic(name).get() == null)
            .toList();
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          "the cluster at %s does not serve %s"
              .formatted(client.getMasterUrl(), String.join(", ", missing)),
          "Start the manager with --install-crds, or run: windlass crds | kubectl apply -f -");
    }
  }

  private static boolean established(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  private Resource<GenericKubernetesResource> generic(String name) {
    return client.genericKubernetesResources(API_VERSION, KIND).withName(name);
  }

  private Resource<CustomResourceDefinition> typed(String name) {
    return client.apiextensions().v1().customResourceDefinitions().withName(name);
  }

  private static String name(Crds.Document document) {
    return parse(document).getMetadata().getName();
  }

  private static GenericKubernetesResource parse(Crds.Document document) {
    return Serialization.unmarshal(document.yaml(), GenericKubernetesResource.class);
  }
}

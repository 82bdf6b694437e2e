package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.manager.playground.Playground;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Where an act plays, and what a person's kubectl would do there.
 *
 * @param client the person's
 * @param folder for the logs of processes
 * @param patience how long to wait for what should come soon
 */
record Stage(Playground playground, KubernetesClient client, Path folder, Duration patience) {
  private static final String SAMPLES = "deploy/samples/";

  /** The kinds of workloads in the story. */
  enum Kind {
    CLONE_SET("apps.kruise.io/v1alpha1", "CloneSet", "clone", "/spec/template/spec/containers"),
    DEPLOYMENT("apps/v1", "Deployment", "deploy", "/spec/template/spec/containers"),
    SIDECAR_SET("apps.kruise.io/v1alpha1", "SidecarSet", "sidecarset", "/spec/containers");

    private final String apiVersion;
    private final String kind;
    private final String shortName;
    private final String containers;

    Kind(String apiVersion, String kind, String shortName, String containers) {
      this.apiVersion = apiVersion;
      this.kind = kind;
      this.shortName = shortName;
      this.containers = containers;
    }
  }

  /** What a person would type to apply a sample. */
  static String applying(String fileName) {
    return "kubectl apply -f " + SAMPLES + fileName;
  }

  /** Creates what a sample describes, or changes it to that. */
  void apply(String fileName) {
    GenericKubernetesResource wanted = Manifests.read(fileName);
    String name = wanted.getMetadata().getName();
    Resource<GenericKubernetesResource> there =
        find(wanted.getApiVersion(), wanted.getKind(), name);
    if (there.get() == null) {
      client.resource(wanted).create();
    } else {
      there.patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(wanted));
    }
  }

  /** What a person would type to give the first container a new image. */
  static String settingImage(String name, String image) {
    return settingImage(Kind.CLONE_SET, name, image);
  }

  static String settingImage(Kind kind, String name, String image) {
    return "kubectl patch %s %s --type=json -p '%s'"
        .formatted(kind.shortName, name, imagePatch(kind, image));
  }

  void setImage(String name, String image) {
    setImage(Kind.CLONE_SET, name, image);
  }

  void setImage(Kind kind, String name, String image) {
    find(kind.apiVersion, kind.kind, name)
        .patch(PatchContext.of(PatchType.JSON), imagePatch(kind, image));
  }

  Resource<GenericKubernetesResource> cloneSet(String name) {
    return find(Kind.CLONE_SET.apiVersion, Kind.CLONE_SET.kind, name);
  }

  Resource<GenericKubernetesResource> sidecarSet(String name) {
    return find(Kind.SIDECAR_SET.apiVersion, Kind.SIDECAR_SET.kind, name);
  }

  private Resource<GenericKubernetesResource> find(String apiVersion, String kind, String name) {
    return client
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(client.getNamespace())
        .withName(name);
  }

  /** Waits until a CloneSet fulfils a rule; false if it did not in time. */
  boolean await(String name, Predicate<GenericKubernetesResource> rule) {
    return await(Kind.CLONE_SET, name, rule);
  }

  /** The same for an object of any kind. */
  boolean await(Kind kind, String name, Predicate<GenericKubernetesResource> rule) {
    try {
      find(kind.apiVersion, kind.kind, name)
          .waitUntilCondition(
              found -> found != null && rule.test(found),
              patience.toMillis(),
              TimeUnit.MILLISECONDS);
      return true;
    } catch (KubernetesClientTimeoutException e) {
      return false;
    }
  }

  /** Requests since the last reset. */
  RequestCounts requests() {
    return new RequestCounts(playground.requests());
  }

  private static String imagePatch(Kind kind, String image) {
    return "[{\"op\":\"replace\",\"path\":\"%s/0/image\",\"value\":\"%s\"}]"
        .formatted(kind.containers, image);
  }
}

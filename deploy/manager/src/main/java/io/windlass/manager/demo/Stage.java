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
  private static final String API_VERSION = "apps.kruise.io/v1alpha1";

  /** What a person would type to apply a sample. */
  static String applying(String fileName) {
    return "kubectl apply -f " + SAMPLES + fileName;
  }

  /** Creates what a sample describes, or changes it to that. */
  void apply(String fileName) {
    GenericKubernetesResource wanted = Manifests.read(fileName);
    String name = wanted.getMetadata().getName();
    if (cloneSet(name).get() == null) {
      client.resource(wanted).create();
    } else {
      cloneSet(name).patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(wanted));
    }
  }

  /** What a person would type to give the first container a new image. */
  static String settingImage(String name, String image) {
    return "kubectl patch clone %s --type=json -p '%s'".formatted(name, imagePatch(image));
  }

  void setImage(String name, String image) {
    cloneSet(name).patch(PatchContext.of(PatchType.JSON), imagePatch(image));
  }

  Resource<GenericKubernetesResource> cloneSet(String name) {
    return client
        .genericKubernetesResources(API_VERSION, "CloneSet")
        .inNamespace(client.getNamespace())
        .withName(name);
  }

  /** Waits until a CloneSet fulfils a rule; false if it did not in time. */
  boolean await(String name, Predicate<GenericKubernetesResource> rule) {
    try {
      cloneSet(name)
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

  private static String imagePatch(String image) {
    return "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"%s\"}]"
        .formatted(image);
  }
}

package io.windlass.controllers.autoscaling.cronhpa;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.autoscaling.migrate.ServedCronHpa;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is read and written of CronHPAs in a cluster. Thread-safe; waits for the API server. */
final class CronHpaObjects {
  private static final String CRONHPA = "autoscaling.alibabacloud.com/v1beta1";
  private static final String CRONHPA_KIND = "CronHorizontalPodAutoscaler";
  private static final String TIMED = "autoscaling.windlass.io/v1alpha1";
  private static final String TIMED_KIND = "TimedPodAutoscaler";
  private static final String HPA = "autoscaling/v2";
  private static final String HPA_KIND = "HorizontalPodAutoscaler";
  private static final String FIELD_MANAGER = "windlass-cronhpa";
  private static final String RIVAL = "kubernetes-cronhpa-controller";
  private static final Duration RIVAL_IS_KNOWN_FOR = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final Ticker ticker;
  private volatile Look look = new Look(Instant.MIN, false);

  /** Whether CronHPA's own controller runs, and until when that may be believed. */
  private record Look(Instant until, boolean runs) {}

  CronHpaObjects(KubernetesClient client, Ticker ticker) {
    this.client = client;
    this.ticker = ticker;
  }

  /**
   * Watches CronHPAs.
   *
   * @param namespace empty for all
   */
  static SharedIndexInformer<GenericKubernetesResource> watch(
      KubernetesClient client,
      String namespace,
      ResourceEventHandler<GenericKubernetesResource> told) {
    var all = client.genericKubernetesResources(CRONHPA, CRONHPA_KIND);
    return namespace.isEmpty()
        ? all.inAnyNamespace().inform(told)
        : all.inNamespace(namespace).inform(told);
  }

  /** Watches the TimedPodAutoscalers that were made from CronHPAs. */
  static SharedIndexInformer<GenericKubernetesResource> watchMade(
      KubernetesClient client,
      String namespace,
      ResourceEventHandler<GenericKubernetesResource> told) {
    var all = client.genericKubernetesResources(TIMED, TIMED_KIND);
    return namespace.isEmpty()
        ? all.inAnyNamespace().withLabel(ServedCronHpa.LABEL).inform(told)
        : all.inNamespace(namespace).withLabel(ServedCronHpa.LABEL).inform(told);
  }

  Optional<Json.Obj> cronHpa(ObjectKey key) {
    return read(client.genericKubernetesResources(CRONHPA, CRONHPA_KIND), key);
  }

  Optional<Json.Obj> autoscaler(ObjectKey key) {
    return read(client.genericKubernetesResources(TIMED, TIMED_KIND), key);
  }

  Optional<Json.Obj> hpa(ObjectKey key) {
    return read(client.genericKubernetesResources(HPA, HPA_KIND), key);
  }

  private static Optional<Json.Obj> read(
      MixedOperation<
              GenericKubernetesResource,
              GenericKubernetesResourceList,
              Resource<GenericKubernetesResource>>
          kind,
      ObjectKey key) {
    return Optional.ofNullable(kind.inNamespace(key.namespace()).withName(key.name()).get())
        .map(found -> (Json.Obj) JsonText.parse(Serialization.asJson(found)));
  }

  /** Whether CronHPA's own controller runs, which would write against ours. */
  boolean rivalRuns() {
    Instant now = ticker.now();
    if (now.isAfter(look.until())) {
      Deployment found =
          client.apps().deployments().inNamespace("kube-system").withName(RIVAL).get();
      boolean runs =
          found != null && Optional.ofNullable(found.getSpec().getReplicas()).orElse(1) > 0;
      look = new Look(now.plus(RIVAL_IS_KNOWN_FOR), runs);
    }
    return look.runs();
  }

  /** Server-side apply: fields that others set stay theirs. */
  void apply(ObjectKey key, Json.Obj autoscaler) {
    client
        .genericKubernetesResources(TIMED, TIMED_KIND)
        .inNamespace(key.namespace())
        .resource(parse(autoscaler))
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(true)
                .build());
  }

  /** Lets an autoscaler write nothing any more. */
  void pause(ObjectKey key) {
    client
        .genericKubernetesResources(TIMED, TIMED_KIND)
        .inNamespace(key.namespace())
        .withName(key.name())
        .patch(merge(), "{\"spec\":{\"mode\":\"Paused\"}}");
  }

  /**
   * Writes a status; into the object itself where its definition, CronHPA's own, knows no
   * subresource for it.
   */
  void status(ObjectKey key, Json.Obj status) {
    Resource<GenericKubernetesResource> object =
        client
            .genericKubernetesResources(CRONHPA, CRONHPA_KIND)
            .inNamespace(key.namespace())
            .withName(key.name());
    String patch = JsonText.canonical(Json.Obj.EMPTY.with("status", status));
    try {
      object.subresource("status").patch(merge(), patch);
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
      object.patch(merge(), patch);
    }
  }

  private static PatchContext merge() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.JSON_MERGE)
        .withFieldManager(FIELD_MANAGER)
        .build();
  }

  private static GenericKubernetesResource parse(Json.Obj object) {
    return Serialization.unmarshal(JsonText.canonical(object), GenericKubernetesResource.class);
  }
}

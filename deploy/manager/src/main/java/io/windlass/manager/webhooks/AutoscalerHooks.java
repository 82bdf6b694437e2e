package io.windlass.manager.webhooks;

import io.windlass.controllers.adapter.admission.Reviews;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.autoscaling.world.ClusterNeighbourhood;
import io.windlass.core.admission.Admission;
import io.windlass.core.autoscaling.admission.AutoscalerAdmission;
import io.windlass.core.autoscaling.admission.HpaAdmission;
import io.windlass.core.model.Json;
import io.windlass.core.model.ResourceKind;
import io.windlass.manager.settings.AutoscalingSettings;
import io.windlass.manager.settings.AutoscalingSettings.HpaAnswer;
import io.windlass.manager.settings.FailurePolicy;
import io.windlass.manager.settings.LabelSelector;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.util.List;

/**
 * The webhooks of autoscalers: the strict one of TimedPodAutoscalers, which asks what cannot be
 * asked again later, and the one of HorizontalPodAutoscalers, which nothing waits for.
 */
record AutoscalerHooks(List<Hook> hooks) {
  private static final ResourceKind TIMED =
      new ResourceKind(
          "autoscaling.windlass.io", "v1alpha1", "TimedPodAutoscaler", "timedpodautoscalers");
  private static final ResourceKind HORIZONTAL =
      new ResourceKind("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");
  private static final Json.Obj NAMESPACES =
      LabelSelector.ALL
          .except("kubernetes.io/metadata.name", List.of(PodInjection.KUBE_SYSTEM))
          .json();
  // Labels, finalizers and status are nobody's business here.
  private static final List<Json.Obj> SPEC_CHANGES =
      List.of(
          Json.Obj.EMPTY
              .with("name", "spec-changes")
              .with(
                  "expression", "request.operation != 'UPDATE' || object.spec != oldObject.spec"));

  AutoscalerHooks {
    hooks = List.copyOf(hooks);
  }

  static AutoscalerHooks of(JsonApi api, Ticker ticker, AutoscalingSettings settings) {
    ClusterNeighbourhood cluster =
        new ClusterNeighbourhood(api, ticker, settings.maxReplicasLimit());
    return new AutoscalerHooks(
        List.of(
            hook(TIMED, FailurePolicy.FAIL, new AutoscalerAdmission(cluster)),
            hook(
                HORIZONTAL,
                FailurePolicy.IGNORE,
                new HpaAdmission(cluster, settings.hpas() == HpaAnswer.REFUSE))));
  }

  private static Hook hook(ResourceKind kind, FailurePolicy policy, Admission admission) {
    String singular = kind.plural().substring(0, kind.plural().length() - 1);
    return new Hook(
        singular + ".validate.windlass.io",
        "/validate-%s-%s".formatted(kind.group().replace('.', '-'), singular),
        false,
        kind,
        List.of("CREATE", "UPDATE"),
        new Terms(policy, Duration.ofSeconds(5), NAMESPACES, Json.Obj.EMPTY, SPEC_CHANGES),
        Reviews.admission(admission));
  }
}

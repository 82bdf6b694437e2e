package io.windlass.core.inplace;

import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.Timestamps;
import io.windlass.core.plan.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Patches of pods. Each holds for the version of the pod that was looked at and for no other: a
 * condition written on the strength of an older look could declare a pod ready in the middle of a
 * newer update. Stateless.
 */
public final class PodPatches {
  private PodPatches() {}

  /** A strategic merge patch of the pod itself. */
  public static Action.Patch ofPod(PodView pod, Json.Obj body) {
    return patch(pod, "", body);
  }

  /**
   * A strategic merge patch of the status. Kubernetes keeps changes of labels and annotations that
   * ride on it.
   */
  public static Action.Patch ofStatus(PodView pod, Json.Obj body) {
    return patch(pod, "status", body);
  }

  private static Action.Patch patch(PodView pod, String subresource, Json.Obj body) {
    return new Action.Patch(
        new Action.Target(ResourceKind.POD, pod.key()),
        subresource,
        Action.PatchType.STRATEGIC,
        body,
        new Action.Precondition(pod.uid(), pod.meta().version()));
  }

  /** {@code metadata} that puts a pod into a lifecycle state. */
  public static Json.Obj lifecycle(LifecycleState state, Instant now) {
    return Json.Obj.EMPTY
        .with("labels", Json.Obj.EMPTY.with(PodMarks.LIFECYCLE_STATE, state.label()))
        .with(
            "annotations", Json.Obj.EMPTY.with(PodMarks.LIFECYCLE_TIMESTAMP, Timestamps.text(now)));
  }

  /** Whether the pod's readiness depends on {@link PodMarks#IN_PLACE_READY}. */
  static boolean hasGate(PodView pod) {
    return pod.readinessGates().contains(PodMarks.IN_PLACE_READY);
  }

  /** The condition that says that the gate is up. The kubelet then decides about the pod. */
  static Json.Obj gateUp(PodView pod, Instant now) {
    Json.Obj gate = condition(PodMarks.IN_PLACE_READY, Condition.Status.TRUE, now);
    for (String field : List.of("reason", "message")) {
      if (pod.condition(PodMarks.IN_PLACE_READY).isPresent()) {
        gate = gate.with(field, Json.Null.VALUE);
      }
    }
    return gate;
  }

  /** {@code status} in which the gate is down, and with it a pod that was ready. */
  static Json.Obj gateDown(PodView pod, Instant now) {
    List<Json> conditions = new ArrayList<>();
    conditions.add(
        condition(PodMarks.IN_PLACE_READY, Condition.Status.FALSE, now)
            .with("reason", "StartInPlaceUpdate"));
    if (pod.isReady()) {
      conditions.add(
          condition("Ready", Condition.Status.FALSE, now)
              .with("reason", "ReadinessGatesNotReady")
              .with(
                  "message",
                  "the status of pod readiness gate \""
                      + PodMarks.IN_PLACE_READY
                      + "\" is not \"True\", but False"));
    }
    return conditions(conditions);
  }

  /** {@code spec} in which containers have other images. */
  public static Json.Obj images(Map<String, String> images) {
    List<Json> containers = new ArrayList<>();
    new TreeMap<>(images)
        .forEach(
            (name, image) ->
                containers.add(Json.Obj.EMPTY.with("name", name).with("image", image)));
    return Json.Obj.EMPTY.with("containers", Json.of(containers));
  }

  /** A patch that gives containers other resources. */
  static Action.Patch resize(PodView pod, Map<String, Json.Obj> resources) {
    List<Json> containers = new ArrayList<>();
    new TreeMap<>(resources)
        .forEach(
            (name, amounts) ->
                containers.add(Json.Obj.EMPTY.with("name", name).with("resources", amounts)));
    Json.Obj spec = Json.Obj.EMPTY.with("containers", Json.of(containers));
    return patch(pod, "resize", Json.Obj.EMPTY.with("spec", spec));
  }

  /**
   * The same for whatever version the pod has by then. Behind a change of resources: the kubelet
   * tells that it has them within milliseconds, and nothing that it tells makes the write wrong.
   */
  static Action.Patch ofAnyVersion(Action.Patch patch) {
    return new Action.Patch(
        patch.target(),
        patch.subresource(),
        patch.type(),
        patch.body(),
        new Action.Precondition(patch.precondition().uid(), 0));
  }

  /** {@code status} with these conditions, beside the others that the pod has. */
  public static Json.Obj conditions(List<Json> conditions) {
    return Json.Obj.EMPTY.with("conditions", Json.of(conditions));
  }

  private static Json.Obj condition(String type, Condition.Status status, Instant now) {
    return Json.Obj.EMPTY
        .with("type", type)
        .with("status", status.text())
        .with("lastTransitionTime", Timestamps.text(now));
  }
}

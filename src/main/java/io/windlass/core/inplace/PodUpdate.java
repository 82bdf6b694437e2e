package io.windlass.core.inplace;

import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The writes that bring a running pod to another revision.
 *
 * <p>A change of metadata is one write. A change of images is three: the readiness gate goes down
 * (status), then images, revision labels, state and lifecycle {@code Updating} change together
 * (pod), later {@link PodRefresh} puts the gate up and the lifecycle back (status). The lifecycle
 * does not ride on the first write, so that a pod whose second write never came is just a pod of
 * its old revision with the gate down: it can go on, or be put up again. A gate that is down
 * already, or was never up, is not written again.
 *
 * @param revision the name of the revision to bring the pod to
 */
public record PodUpdate(PodView pod, String revision, Instant now) {

  /** Takes over labels and annotations; the pod goes on serving. */
  public List<Action> metadataOnly(TemplateChange.MetadataOnly change) {
    Json.Obj labels = Json.Obj.EMPTY.with("labels", RevisionLabels.of(revision));
    Json.Obj metadata = merged(change.metadata(), labels);
    return List.of(PodPatches.ofPod(pod, Json.Obj.EMPTY.with("metadata", metadata)));
  }

  /** Takes the pod down and gives it new images. */
  public List<Action> images(TemplateChange.Images change) {
    Json.Obj labels = Json.Obj.EMPTY.with("labels", RevisionLabels.of(revision));
    Action.Patch update = withImages(change.images(), merged(change.metadata(), labels));
    return needsTakingDown()
        ? List.of(
            PodPatches.ofStatus(pod, Json.Obj.EMPTY.with("status", PodPatches.gateDown(pod, now))),
            update)
        : List.of(update);
  }

  /** Gives the pod images that are due later than others of the same update. */
  Action.Patch pending(PendingImages due) {
    return withImages(due.images(), Json.Obj.EMPTY);
  }

  private Action.Patch withImages(Map<String, String> images, Json.Obj metadata) {
    Json.Obj state =
        Json.Obj.EMPTY.with(
            InPlaceState.ANNOTATION, InPlaceState.begin(pod, revision, images).text(now));
    for (String leftover :
        List.of(InPlaceState.OLD_ANNOTATION, PendingImages.GRACE, PendingImages.OLD_GRACE)) {
      if (pod.meta().annotations().containsKey(leftover)) {
        state = state.with(leftover, Json.Null.VALUE);
      }
    }
    Json.Obj marks =
        merged(
            PodPatches.lifecycle(LifecycleState.UPDATING, now),
            Json.Obj.EMPTY.with("annotations", state));
    return PodPatches.ofPod(
        pod,
        Json.Obj.EMPTY
            .with("metadata", merged(metadata, marks))
            .with("spec", PodPatches.images(images)));
  }

  private boolean needsTakingDown() {
    return PodPatches.hasGate(pod) && pod.hasTrue(PodMarks.IN_PLACE_READY);
  }

  // Nulls must survive: they remove keys.
  private static Json.Obj merged(Json.Obj patch, Json.Obj more) {
    Json.Obj merged = patch;
    for (String part : more.fields().keySet()) {
      Json.Obj entries = patch.object(part);
      for (Map.Entry<String, Json> entry : more.object(part).fields().entrySet()) {
        entries = entries.with(entry.getKey(), entry.getValue());
      }
      merged = merged.with(part, entries);
    }
    return merged;
  }
}

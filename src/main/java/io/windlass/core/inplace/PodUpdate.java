package io.windlass.core.inplace;

import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The writes that bring a running pod to another revision.
 *
 * <p>A change of metadata is one write. A change of images is three: the readiness gate goes down
 * (status), then images, revision labels, state and lifecycle {@code Updating} change together
 * (pod), later {@link PodRefresh} puts the gate up and the lifecycle back (status). The lifecycle
 * does not ride on the first write, so that a pod whose second write never came is just a pod of
 * its old revision with the gate down: it can go on, or be put up again. A gate that is down
 * already, or was never up, is not written again. Other resources are one write more, before that
 * of the pod; a grace period is one more, and so is each further batch of containers.
 *
 * @param revision the name of the revision to bring the pod to
 */
public record PodUpdate(PodView pod, String revision, Instant now) {

  /** Takes over labels and annotations; the pod goes on serving. */
  public List<Action> metadataOnly(TemplateChange.MetadataOnly change) {
    Json.Obj labels = Json.Obj.EMPTY.with("labels", RevisionLabels.of(revision));
    Json.Obj metadata = Metadata.merged(change.metadata(), labels);
    return List.of(PodPatches.ofPod(pod, Json.Obj.EMPTY.with("metadata", metadata)));
  }

  /**
   * Takes the pod down where a container is to start anew, and gives the first batch of containers
   * what is new for them, or promises it for the end of a grace period. What an earlier update
   * still owed to other containers is owed on.
   */
  public List<Action> inPlace(TemplateChange.InPlace change, Duration grace) {
    Optional<Promise> owed = Promise.of(pod);
    ContainerChanges all =
        owed.map(Promise::changes).orElse(ContainerChanges.NONE).then(change.changes());
    Json.Obj metadata =
        Metadata.merged(owed.map(Promise::metadata).orElse(Json.Obj.EMPTY), change.metadata());
    Json.Obj labels = Json.Obj.EMPTY.with("labels", RevisionLabels.of(revision));
    List<Action> writes = new ArrayList<>();
    if (change.restarts() && needsTakingDown()) {
      writes.add(
          PodPatches.ofStatus(pod, Json.Obj.EMPTY.with("status", PodPatches.gateDown(pod, now))));
    }
    InPlaceState state = InPlaceState.announced(pod, revision, now);
    if (change.restarts() && !grace.isZero()) {
      String promise = Promise.text(revision, all, metadata, grace);
      writes.add(marked(state, labels, Json.Obj.EMPTY.with(Promise.GRACE, promise)));
    } else {
      writes.addAll(give(state, all, change.order(), Metadata.merged(metadata, labels)));
    }
    return writes;
  }

  /** Gives what was promised, or forgets a promise that does not hold any more. */
  List<Action.Patch> keep(Promise promise, LaunchOrder order) {
    if (promise.changes().isEmpty() && promise.metadata().fields().isEmpty()) {
      Json.Obj leftovers = Json.Obj.EMPTY.with("annotations", leftovers());
      return List.of(PodPatches.ofPod(pod, Json.Obj.EMPTY.with("metadata", leftovers)));
    }
    InPlaceState state =
        InPlaceState.of(pod).orElseGet(() -> InPlaceState.announced(pod, revision, now));
    return give(state, promise.changes(), order, promise.metadata());
  }

  private List<Action.Patch> give(
      InPlaceState before, ContainerChanges waiting, LaunchOrder order, Json.Obj metadata) {
    Set<String> names = order.batch(waiting);
    ContainerChanges batch = waiting.only(names);
    InPlaceState state = before.giving(pod, batch, waiting.without(names), now);
    Action.Patch marked =
        marked(state, Metadata.merged(metadata, batch.readMetadata()), Json.Obj.EMPTY);
    Action.Patch patch =
        batch.images().isEmpty()
            ? marked
            : PodPatches.ofPod(
                pod, ((Json.Obj) marked.body()).with("spec", PodPatches.images(batch.images())));
    return batch.resources().isEmpty()
        ? List.of(patch)
        : List.of(PodPatches.resize(pod, batch.resources()), PodPatches.ofAnyVersion(patch));
  }

  private Action.Patch marked(InPlaceState state, Json.Obj metadata, Json.Obj annotations) {
    Json.Obj marks =
        Metadata.merged(
            PodPatches.lifecycle(LifecycleState.UPDATING, now),
            Json.Obj.EMPTY.with(
                "annotations", leftovers().with(InPlaceState.ANNOTATION, state.text())));
    Json.Obj all =
        Metadata.merged(
            Metadata.merged(metadata, marks), Json.Obj.EMPTY.with("annotations", annotations));
    return PodPatches.ofPod(pod, Json.Obj.EMPTY.with("metadata", all));
  }

  /** Nulls for what earlier updates left behind. */
  private Json.Obj leftovers() {
    Json.Obj leftovers = Json.Obj.EMPTY;
    for (String key : List.of(InPlaceState.OLD_ANNOTATION, Promise.GRACE, Promise.OLD_GRACE)) {
      if (pod.meta().annotations().containsKey(key)) {
        leftovers = leftovers.with(key, Json.Null.VALUE);
      }
    }
    return leftovers;
  }

  private boolean needsTakingDown() {
    return PodPatches.hasGate(pod) && pod.hasTrue(PodMarks.IN_PLACE_READY);
  }
}

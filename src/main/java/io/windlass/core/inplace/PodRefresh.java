package io.windlass.core.inplace;

import io.windlass.core.lifecycle.Hooks;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.lifecycle.TrafficMark;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The next step of a pod that nobody wants to change: a new pod becomes Normal as soon as it is
 * scheduled, an updated one as soon as its containers run the new images, and the readiness gate
 * goes up with that, in the same write.
 *
 * <p>A pod that is not scheduled is left alone: a write in that moment makes some releases of the
 * scheduler lose track of it (openkruise/kruise issue 1485).
 *
 * @param revision the name of the revision that the pod is of
 * @param current whether that is the revision that the pod is to be of
 * @param hooks that may hold it
 * @param order in which batches its containers are updated; asked for if something waits
 * @param states what pods remember of their update; its times need not be theirs
 */
public record PodRefresh(
    PodView pod,
    String revision,
    boolean current,
    Hooks hooks,
    Instant now,
    Supplier<LaunchOrder> order,
    Function<PodView, Optional<InPlaceState>> states) {

  /** A refresh of a pod whose containers all go at once. */
  public PodRefresh(PodView pod, String revision, boolean current, Hooks hooks, Instant now) {
    this(pod, revision, current, hooks, now, () -> LaunchOrder.NONE, InPlaceState::of);
  }

  /** Writes, and why. */
  public record Step(List<Action.Patch> patches, String code, String text) {
    public Step {
      patches = List.copyOf(patches);
    }

    private Step(Action.Patch patch, String code, String text) {
      this(List.of(patch), code, text);
    }

    /** The last write. */
    Action.Patch patch() {
      return patches.getLast();
    }
  }

  /**
   * Whether certainly no step is due of a pod that is available: most pods of a workload, most of
   * the time. Reads no document.
   */
  public static boolean isAtRest(PodView pod) {
    return !pod.meta().label(PodMarks.TEMPLATE_HASH).isEmpty()
        && !Promise.mayBeOf(pod)
        && isUp(pod, PodMarks.IN_PLACE_READY)
        && isUp(pod, PodMarks.POD_READY);
  }

  private static boolean isUp(PodView pod, String gate) {
    return pod.hasTrue(gate) || !pod.readinessGates().contains(gate);
  }

  /** What pods wait for in great numbers. */
  public enum Wait {
    /** It is new, and not scheduled. */
    FOR_A_NODE,

    /** It is Updating, and its containers do not run what they were given yet. */
    FOR_CONTAINERS,

    /** Something else, or for nothing: {@link #next} knows. */
    NONE
  }

  /** What the pod certainly waits for, so that no step is due; writes nothing. */
  public Wait waitsFor() {
    return switch (LifecycleState.of(pod)) {
      case PREPARING_NORMAL ->
          pod.isScheduled() || Promise.mayBeOf(pod) ? Wait.NONE : Wait.FOR_A_NODE;
      case UPDATING -> {
        Optional<InPlaceState> remembered = states.apply(pod);
        boolean waits =
            !isOwed(remembered) && remembered.isPresent() && !remembered.get().isDone(pod);
        yield waits ? Wait.FOR_CONTAINERS : Wait.NONE;
      }
      case NONE, NORMAL, PREPARING_UPDATE, UPDATED, PREPARING_DELETE -> Wait.NONE;
    };
  }

  /** The step that is due, if one is. */
  public Optional<Step> next() {
    LifecycleState state = LifecycleState.of(pod);
    Optional<InPlaceState> remembered = states.apply(pod);
    // A pod that is owed something is Updating; most are Normal.
    Optional<Promise> promise =
        state != LifecycleState.NORMAL && isOwed(remembered) ? Promise.of(pod) : Optional.empty();
    if (promise.isPresent()) {
      return keep(promise.get(), remembered);
    }
    boolean held = state == LifecycleState.PREPARING_NORMAL && !pod.isScheduled();
    boolean runsWhatItGot = remembered.isEmpty() || remembered.get().isDone(pod);
    return held || !runsWhatItGot ? Optional.empty() : settle(state);
  }

  private boolean isOwed(Optional<InPlaceState> remembered) {
    return Promise.isForAfterGrace(pod)
        || (remembered.isPresent() && !remembered.get().next().isEmpty());
  }

  /** When the pod's grace period is over, if that is what it waits for. */
  public Optional<Instant> waitsUntil() {
    return Promise.isForAfterGrace(pod)
        ? Promise.of(pod).flatMap(Promise::due).filter(now::isBefore)
        : Optional.empty();
  }

  private Optional<Step> keep(Promise promise, Optional<InPlaceState> remembered) {
    boolean mayGoOn = remembered.isEmpty() || remembered.get().mayGoOn(pod);
    if (!mayGoOn || !promise.isDue(now)) {
      return Optional.empty();
    }
    return Optional.of(
        new Step(
            new PodUpdate(pod, revision, now).keep(promise, order.get()),
            "NextContainers",
            "what was promised to its containers is due"));
  }

  private Optional<Step> settle(LifecycleState state) {
    boolean gateDue = PodPatches.hasGate(pod) && !pod.hasTrue(PodMarks.IN_PLACE_READY);
    Optional<LifecycleState> due = hooks.next(pod, current);
    Optional<Json> traffic = TrafficMark.given(pod, due.orElse(state), now);
    boolean hashDue = pod.meta().label(PodMarks.TEMPLATE_HASH).isEmpty() && !revision.isEmpty();
    if (!gateDue && due.isEmpty() && traffic.isEmpty() && !hashDue) {
      return Optional.empty();
    }
    Json.Obj metadata = due.map(next -> PodPatches.lifecycle(next, now)).orElse(Json.Obj.EMPTY);
    if (hashDue) {
      Json.Obj labels = metadata.object("labels");
      metadata =
          metadata.with(
              "labels", labels.with(PodMarks.TEMPLATE_HASH, RevisionLabels.hashOf(revision)));
    }
    List<Json> conditions = new ArrayList<>();
    if (gateDue) {
      conditions.add(PodPatches.gateUp(pod, now));
    }
    traffic.ifPresent(conditions::add);
    return Optional.of(step(state, conditions, metadata));
  }

  private Step step(LifecycleState state, List<Json> conditions, Json.Obj metadata) {
    Json.Obj body =
        metadata.fields().isEmpty() ? Json.Obj.EMPTY : Json.Obj.EMPTY.with("metadata", metadata);
    Action.Patch patch =
        conditions.isEmpty()
            ? PodPatches.ofPod(pod, body)
            : PodPatches.ofStatus(pod, body.with("status", PodPatches.conditions(conditions)));
    return switch (state) {
      case PREPARING_NORMAL ->
          new Step(ofAnyVersionIfNew(patch), "Created", "it is new and scheduled");
      case UPDATING, UPDATED ->
          new Step(patch, "Updated", "its containers run what they were given");
      case NONE, NORMAL, PREPARING_UPDATE, PREPARING_DELETE ->
          new Step(patch, "Restored", "it is of its revision and nothing holds it");
    };
  }

  // Nothing that can change of a pod without an update makes this wrong, and kubelets write much
  // at that time: asking for a version would fail often and protect from nothing.
  private Action.Patch ofAnyVersionIfNew(Action.Patch patch) {
    boolean isNew = InPlaceState.of(pod).isEmpty();
    Action.Precondition sameAsSeen = patch.precondition();
    return new Action.Patch(
        patch.target(),
        patch.subresource(),
        patch.type(),
        patch.body(),
        isNew ? new Action.Precondition(sameAsSeen.uid(), 0) : sameAsSeen);
  }
}

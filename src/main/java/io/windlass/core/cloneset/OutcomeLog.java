package io.windlass.core.cloneset;

import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.cloneset.RecentOutcomes.RefusedPod;
import io.windlass.core.cloneset.RecentOutcomes.Write;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanResults;
import io.windlass.core.plan.RetryPace;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the memory for the next run of the memory of this one and of what became of its plan. What
 * the server refused is tried again later and later, at last every 5 minutes: creates and deletes
 * first after 1 s, updates of pods, which take the pod down for a moment, and pulls of images,
 * which are only a hint, first after 10 s. Used once, by one thread; cost O(pods + actions).
 */
final class OutcomeLog {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration FIRST_WAIT_OF_UPDATE = Duration.ofSeconds(10);
  // Enough for several plans; older ids may be born again.
  private static final int REMEMBERED_IDS = 5_000;

  private static final Comparator<Refusal> LATEST =
      Comparator.comparing(Refusal::retryAt)
          .thenComparing(Refusal::write)
          .thenComparing(Refusal::message);

  private final CloneSetSnapshot snapshot;
  private final Map<String, PodView> pods = new HashMap<>();
  private final Map<String, RefusedPod> refusedPods;
  private final Set<String> takenNames;
  private final Set<String> deletedIds = new HashSet<>();
  private final Map<Write, Refusal> others = new HashMap<>();

  private OutcomeLog(CloneSetSnapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.pods().forEach(pod -> pods.put(pod.name(), pod));
    Set<String> uids = new HashSet<>();
    snapshot.pods().forEach(pod -> uids.add(pod.uid()));
    refusedPods = new HashMap<>(snapshot.outcomes().refusedPods());
    refusedPods.keySet().retainAll(uids);
    takenNames = new HashSet<>(snapshot.outcomes().takenNames());
    snapshot.outcomes().pull().ifPresent(refusal -> others.put(Write.PULL, refusal));
    snapshot.outcomes().scale().ifPresent(refusal -> others.put(refusal.write(), refusal));
    snapshot
        .outcomes()
        .update()
        .filter(refusal -> refusal.write() == Write.REVISION)
        .ifPresent(refusal -> others.put(Write.REVISION, refusal));
  }

  /** The memory for the next run. */
  static RecentOutcomes after(CloneSetSnapshot snapshot, Plan plan, PlanResults results) {
    OutcomeLog log = new OutcomeLog(snapshot);
    Map<Action, Action.Announce> announced = CloneSetEvents.byAction(plan.actions());
    // A patch whose chain got half-way looks applied, because the pod has changed.
    Set<Action> refused = new HashSet<>();
    results.refused().forEach(one -> refused.add(one.action()));
    results.applied().stream()
        .filter(action -> !refused.contains(action))
        .forEach(action -> log.applied(action, announced));
    results.refused().forEach(one -> log.refused(one, announced));
    return log.finish();
  }

  private void applied(Action action, Map<Action, Action.Announce> announced) {
    Action.Target target = action.target();
    Optional<PodView> pod = Optional.ofNullable(pods.get(action.chain().key().name()));
    if (action instanceof Action.Delete && target.kind().equals(ResourceKind.POD)) {
      pod.ifPresent(gone -> deletedIds.add(gone.meta().label(PodMarks.INSTANCE_ID)));
    }
    Optional<Write> write = write(action, announced);
    write.ifPresent(others::remove);
    // The gate going down, and other resources, are applied before the write that may be refused.
    boolean gate = action instanceof Action.Patch patch && !patch.subresource().isEmpty();
    if (write.isPresent() && !gate) {
      pod.ifPresent(done -> refusedPods.remove(done.uid()));
    }
  }

  private void refused(PlanResults.Refused refused, Map<Action, Action.Announce> announced) {
    String name = refused.action().target().key().name();
    if (refused.action() instanceof Action.Create && refused.reason().equals("AlreadyExists")) {
      takenNames.add(name);
      return;
    }
    Optional<Write> write = write(refused.action(), announced);
    write
        .filter(kind -> kind != Write.UPDATE)
        .ifPresent(kind -> others.put(kind, refusal(kind, refused, timesBefore(kind) + 1)));
    Optional<PodView> pod = Optional.ofNullable(pods.get(refused.action().chain().key().name()));
    if (pod.isPresent() && write.isPresent()) {
      remember(pod.get(), write.get(), refused);
    }
  }

  // Several refusals in one run count as one.
  private int timesBefore(Write write) {
    RecentOutcomes known = snapshot.outcomes();
    return Stream.of(known.scale(), known.update(), known.pull())
        .flatMap(Optional::stream)
        .filter(refusal -> refusal.write() == write)
        .mapToInt(Refusal::times)
        .findFirst()
        .orElse(0);
  }

  private void remember(PodView pod, Write write, PlanResults.Refused refused) {
    String revision = write == Write.DELETE ? "" : updateName();
    int before =
        Optional.ofNullable(refusedPods.get(pod.uid()))
            .filter(known -> known.revision().equals(revision))
            .map(known -> known.refusal().times())
            .orElse(0);
    refusedPods.put(pod.uid(), new RefusedPod(revision, refusal(write, refused, before + 1)));
  }

  /** What the plan was to bring pods to: the same snapshot always has the same. */
  private String updateName() {
    CloneSetSpec spec = snapshot.documents().spec(snapshot.cloneSet().spec()).filled();
    return Revisions.of(snapshot, spec).updateName();
  }

  private Refusal refusal(Write write, PlanResults.Refused refused, int times) {
    boolean patient = write == Write.UPDATE || write == Write.PULL;
    Duration first = patient ? FIRST_WAIT_OF_UPDATE : FIRST_WAIT;
    Instant retryAt = snapshot.now().plus(RetryPace.after(first, times));
    return new Refusal(write, refused.reason(), refused.message(), retryAt, times);
  }

  private static Optional<Write> write(Action action, Map<Action, Action.Announce> announced) {
    if (action.target().kind().equals(ResourceKind.CONTROLLER_REVISION)) {
      return action instanceof Action.Delete ? Optional.empty() : Optional.of(Write.REVISION);
    }
    if (CloneSetEvents.isPull(action)) {
      return Optional.of(Write.PULL);
    }
    return Optional.ofNullable(announced.get(action))
        .map(
            announce ->
                switch (announce.reason()) {
                  case CloneSetEvents.CREATED -> Write.CREATE;
                  case CloneSetEvents.DELETED -> Write.DELETE;
                  default -> Write.UPDATE;
                });
  }

  private RecentOutcomes finish() {
    Optional<Refusal> revision = Optional.ofNullable(others.remove(Write.REVISION));
    Optional<Refusal> pull = Optional.ofNullable(others.remove(Write.PULL));
    Optional<Refusal> update =
        refusedPods.values().stream()
            .map(RefusedPod::refusal)
            .filter(refusal -> refusal.write() == Write.UPDATE)
            .max(LATEST);
    Set<String> ids = new HashSet<>(deletedIds);
    snapshot.outcomes().deletedIds().stream().limit(REMEMBERED_IDS).forEach(ids::add);
    ids.remove("");
    return new RecentOutcomes(
        others.values().stream().max(LATEST),
        update.or(() -> revision),
        refusedPods,
        takenNames,
        ids,
        Set.of(),
        pull);
  }
}

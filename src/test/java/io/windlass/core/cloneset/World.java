package io.windlass.core.cloneset;

import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanResults;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One CloneSet, its pods and revisions, and an API that carries plans out; for one thread. */
final class World {
  final TreeMap<String, PodView> pods = new TreeMap<>();
  final TreeMap<String, RevisionView> revisions = new TreeMap<>();
  final TreeMap<String, Integer> writes = new TreeMap<>();
  final List<String> events = new ArrayList<>();
  CloneSetView cloneSet;
  RecentOutcomes outcomes = RecentOutcomes.NONE;
  Instant now = Pods.BIRTH;
  Features features = Features.DEFAULT;

  /** Which writes an admission webhook forbids. */
  Predicate<Action> forbidden = _ -> false;

  /** By uid, the containers that a pod's kubelet saw last. */
  private final Map<String, List<PodView.Container>> seen = new HashMap<>();

  private long version = 100;

  World(CloneSets cloneSet) {
    this.cloneSet = cloneSet.view();
  }

  CloneSetSnapshot snapshot() {
    return new CloneSetSnapshot(
            cloneSet, List.copyOf(pods.values()), List.copyOf(revisions.values()), outcomes, now)
        .with(features);
  }

  /** The user's edit: a new spec and generation, the status stays. */
  void edit(CloneSets changed) {
    long generation = cloneSet.meta().generation() + 1;
    cloneSet = changed.generation(generation).status(cloneSet.status()).view();
  }

  Plan plan() {
    return CloneSetPlanner.plan(snapshot());
  }

  /** Plans and carries out. */
  Plan reconcile() {
    return reconcile(Integer.MAX_VALUE);
  }

  /** The same, but the manager dies after so many writes, and forgets. */
  Plan reconcile(int writesUntilCrash) {
    CloneSetSnapshot snapshot = snapshot();
    Plan plan = CloneSetPlanner.plan(snapshot);
    PlanResults results = carryOut(plan, writesUntilCrash);
    boolean crashed = writesUntilCrash < plan.actions().size();
    outcomes = crashed ? RecentOutcomes.NONE : RecentOutcomes.after(snapshot, plan, results);
    if (!crashed) {
      plan.status().ifPresent(patch -> write(patch, 0));
    }
    return plan;
  }

  private PlanResults carryOut(Plan plan, int limit) {
    List<Action> applied = new ArrayList<>();
    List<PlanResults.Refused> refused = new ArrayList<>();
    Map<Action.Target, Long> chains = new HashMap<>();
    boolean lastApplied = false;
    for (Action action : plan.actions().subList(0, Math.min(limit, plan.actions().size()))) {
      if (action instanceof Action.Announce announce) {
        if (lastApplied) {
          events.add(announce.reason());
        }
        continue;
      }
      long chained = chains.getOrDefault(action.target(), 0L);
      lastApplied = false;
      if (chained >= 0 && forbidden.test(action)) {
        count(action);
        refused.add(new PlanResults.Refused(action, "Forbidden", "the policy says no"));
        chains.put(action.target(), -1L);
      } else if (chained >= 0) {
        Optional<Long> answer = write(action, chained);
        answer.ifPresent(_ -> applied.add(action));
        lastApplied = answer.isPresent();
        chains.put(action.target(), answer.orElse(-1L));
      }
    }
    return new PlanResults(applied, refused);
  }

  /** The version of the answer; empty if a precondition does not hold. */
  private Optional<Long> write(Action action, long chained) {
    count(action);
    String name = action.target().key().name();
    version++;
    return switch (action) {
      case Action.Create create -> create(create, name);
      case Action.Delete delete -> delete(delete, name);
      case Action.Patch patch -> patch(patch, name, chained);
      case Action.Apply apply -> throw new IllegalStateException("not used: " + apply);
      case Action.Announce announce -> throw new IllegalStateException("no write: " + announce);
    };
  }

  private Optional<Long> create(Action.Create create, String name) {
    if (create.target().kind().equals(ResourceKind.POD)) {
      if (pods.containsKey(name)) {
        throw new IllegalStateException("the name is taken: " + name);
      }
      pods.put(name, PodDocuments.created(create.object(), version, now));
    } else {
      revisions.put(
          name,
          CloneSets.revision(
              name,
              create.object().number("revision").orElseThrow(),
              create.object().object("data")));
    }
    return Optional.of(version);
  }

  private Optional<Long> delete(Action.Delete delete, String name) {
    if (delete.target().kind().equals(ResourceKind.POD)) {
      PodView pod = pods.get(name);
      long wanted = delete.precondition().version();
      boolean asSeen = wanted == 0 || (pod != null && pod.meta().version() == wanted);
      if (pod == null || !asSeen || !pod.uid().equals(delete.precondition().uid())) {
        return Optional.empty();
      }
      pods.put(name, PodDocuments.terminating(pod, version, now));
    } else {
      revisions.remove(name);
    }
    return Optional.of(version);
  }

  private Optional<Long> patch(Action.Patch patch, String name, long chained) {
    Action.Precondition precondition = patch.precondition();
    if (patch.target().kind().equals(CloneSetKinds.CLONE_SET)) {
      Json status = JsonMerge.apply(cloneSet.status(), patch.body().object("status"));
      cloneSet = new CloneSetView(cloneSet.meta(), cloneSet.spec(), (Json.Obj) status);
    } else if (patch.target().kind().equals(ResourceKind.POD)) {
      PodView pod = pods.get(name);
      long wanted = chained > 0 ? chained : precondition.version();
      boolean asSeen = wanted == 0 || (pod != null && pod.meta().version() == wanted);
      if (pod == null || !pod.uid().equals(precondition.uid()) || !asSeen) {
        return Optional.empty();
      }
      PodView patched = PodDocuments.patched(pod, patch.subresource(), patch.body(), version);
      if (patched.meta().controller().isPresent()) {
        pods.put(name, patched);
      } else {
        pods.remove(name);
      }
    } else {
      long number = patch.body().number("revision").orElseThrow();
      revisions.computeIfPresent(
          name, (_, before) -> CloneSets.revision(name, number, before.data()));
    }
    return Optional.of(version);
  }

  private void count(Action action) {
    String verb = action.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String part =
        action instanceof Action.Patch patch && !patch.subresource().isEmpty()
            ? "/" + patch.subresource()
            : "";
    writes.merge(verb + " " + action.target().kind().plural() + part, 1, Integer::sum);
  }

  /** One step of one pod's kubelet, which sees the pod as it is; false if nothing was to do. */
  boolean kubelet(String name) {
    Optional.ofNullable(pods.get(name)).ifPresent(pod -> seen.put(pod.uid(), pod.containers()));
    return lateKubelet(name);
  }

  /** The same, but it sees the images of the last time. */
  boolean lateKubelet(String name) {
    PodView pod = pods.get(name);
    if (pod == null || (!pod.isActive() && !pod.meta().isTerminating())) {
      return false;
    }
    if (pod.meta().isTerminating()) {
      pods.remove(name);
      return true;
    }
    version++;
    Optional<PodView> next = kubeletOf(pod).step(pod);
    next.ifPresent(view -> pods.put(name, view));
    return next.isPresent();
  }

  /** A container of a running pod stops answering, until its kubelet's next step. */
  void sicken(String name) {
    version++;
    pods.computeIfPresent(
        name, (_, pod) -> pod.status().containers().isEmpty() ? pod : kubeletOf(pod).sick(pod));
  }

  private SimulatedKubelet kubeletOf(PodView pod) {
    return new SimulatedKubelet(seen.getOrDefault(pod.uid(), pod.containers()), version, now);
  }

  /** Lets manager and kubelets work until nothing changes any more. */
  void settle() {
    for (int round = 0; round < 500; round++) {
      now = now.plus(Duration.ofSeconds(1));
      boolean moved = false;
      for (String name : List.copyOf(pods.keySet())) {
        moved |= kubelet(name);
      }
      Plan plan = reconcile();
      if (!moved && plan.isNoOp() && plan.nextLook().isEmpty()) {
        return;
      }
    }
    throw new IllegalStateException("never settles: " + plan());
  }

  /** What the API counted since the last time it was asked. */
  Map<String, Integer> countWrites() {
    Map<String, Integer> counted = new TreeMap<>(writes);
    writes.clear();
    return counted;
  }

  /** All containers of a pod end, and none is started again. */
  void fail(String name) {
    version++;
    pods.computeIfPresent(name, (_, pod) -> PodDocuments.failed(pod, version));
  }

  /** Somebody else changes metadata, by a strategic merge patch with apostrophes for quotes. */
  void remark(String name, String metadata) {
    version++;
    Json patch = Json.Obj.EMPTY.with("metadata", JsonText.parse(metadata.replace('\'', '"')));
    pods.computeIfPresent(name, (_, pod) -> PodDocuments.patched(pod, "", patch, version));
  }

  /** Somebody else changes a label. */
  void relabel(String name, String key, String value) {
    version++;
    Json labels = Json.Obj.EMPTY.with("labels", Json.Obj.EMPTY.with(key, value));
    Json patch = Json.Obj.EMPTY.with("metadata", labels);
    pods.computeIfPresent(name, (_, pod) -> PodDocuments.patched(pod, "", patch, version));
  }
}

package io.windlass.controllers.cloneset;

import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.cloneset.RecentOutcomes.RefusedPod;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.apply.Execution;
import io.windlass.runtime.port.WriteResult.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a manager remembers of one CloneSet between its runs. Immutable; bounded by {@value
 * #MAX_REMEMBERED} names, ids and pods each.
 *
 * @param ownerUid of the CloneSet; another one of the same name starts afresh
 * @param scaleFailures refused creates and scale-ins in a row, for the back-off
 */
record OutcomeMemory(String ownerUid, RecentOutcomes outcomes, int scaleFailures) {
  private static final int MAX_REMEMBERED = 1000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final String REVISION_LABEL = "controller-revision-hash";
  private static final String INSTANCE_LABEL = "apps.kruise.io/cloneset-instance-id";

  static OutcomeMemory of(String ownerUid) {
    return new OutcomeMemory(ownerUid, RecentOutcomes.NONE, 0);
  }

  /** This and what became of one more plan. */
  OutcomeMemory after(
      CloneSetSnapshot snapshot,
      Plan plan,
      Execution execution,
      Predicate<Action> isInEffect,
      Instant now) {
    Run run = new Run(snapshot, plan, execution, isInEffect, now);
    Optional<Refused> scaleRefused = run.refused(OutcomeMemory::isScale);
    int failures = scaleRefused.isPresent() ? scaleFailures + 1 : scaleFailures;
    boolean scaled = run.succeeded(OutcomeMemory::isScale);
    Map<String, RefusedPod> pods = refusedPods(run);
    return new OutcomeMemory(
        ownerUid,
        new RecentOutcomes(
            scaleRefused
                .map(refused -> refusal(refused, failures, now))
                .or(() -> scaled ? Optional.empty() : outcomes.scale()),
            update(run, pods),
            pods,
            bounded(outcomes.takenNames(), run.takenNames()),
            bounded(outcomes.deletedIds(), run.deletedIds())),
        scaled && scaleRefused.isEmpty() ? 0 : failures);
  }

  private Optional<Refusal> update(Run run, Map<String, RefusedPod> pods) {
    Optional<Refusal> latest =
        run.failedUpdates().stream()
            .map(failed -> Optional.ofNullable(pods.get(uid(failed.action()))))
            .flatMap(Optional::stream)
            .map(RefusedPod::refusal)
            .reduce((_, last) -> last);
    boolean over = pods.isEmpty() && run.succeeded(OutcomeMemory::isUpdate);
    return latest.or(() -> over ? Optional.empty() : outcomes.update());
  }

  private Map<String, RefusedPod> refusedPods(Run run) {
    Set<String> existing =
        run.snapshot.pods().stream().map(PodView::uid).collect(Collectors.toSet());
    Map<String, RefusedPod> pods = new HashMap<>(outcomes.refusedPods());
    pods.keySet().retainAll(existing);
    run.plan.actions().stream()
        .filter(OutcomeMemory::isUpdate)
        .filter(run.isInEffect)
        .forEach(action -> pods.remove(uid(action)));
    for (Execution.Failed failed : run.failedUpdates()) {
      if (failed.result() instanceof Refused refused && pods.size() < MAX_REMEMBERED) {
        String uid = uid(failed.action());
        String revision = run.revisionFor(failed.action());
        int times =
            Optional.ofNullable(outcomes.refusedPods().get(uid))
                    .filter(before -> before.revision().equals(revision))
                    .map(RefusedPod::times)
                    .orElse(0)
                + 1;
        pods.put(uid, new RefusedPod(revision, refusal(refused, times, run.now), times));
      }
    }
    return pods;
  }

  private static Refusal refusal(Refused refused, int times, Instant now) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 16));
    Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    return new Refusal(refused.reason(), refused.message(), now.plus(bounded));
  }

  private static boolean isScale(Action action) {
    return isAboutPod(action)
        && (action instanceof Action.Create || action instanceof Action.Delete);
  }

  private static boolean isUpdate(Action action) {
    return isAboutPod(action) && action instanceof Action.Patch;
  }

  private static boolean isAboutPod(Action action) {
    return action.target().kind().equals(ResourceKind.POD);
  }

  private static String uid(Action action) {
    return action instanceof Action.Patch patch ? patch.precondition().uid() : "";
  }

  /** The new ones, and of the old ones as many as there is room for. */
  private static Set<String> bounded(Set<String> before, Set<String> more) {
    Set<String> all = new LinkedHashSet<>(more);
    before.stream().limit(Math.max(0, MAX_REMEMBERED - all.size())).forEach(all::add);
    return all;
  }

  private record Run(
      CloneSetSnapshot snapshot,
      Plan plan,
      Execution execution,
      Predicate<Action> isInEffect,
      Instant now) {

    private Optional<Refused> refused(Predicate<Action> kind) {
      return execution.refused().stream()
          .filter(failed -> kind.test(failed.action()))
          .map(failed -> (Refused) failed.result())
          .reduce((_, last) -> last);
    }

    private boolean succeeded(Predicate<Action> kind) {
      return plan.actions().stream().filter(kind).anyMatch(isInEffect);
    }

    private List<Execution.Failed> failedUpdates() {
      return execution.refused().stream().filter(failed -> isUpdate(failed.action())).toList();
    }

    /** The revision that the chain of a refused patch was to bring the pod to. */
    private String revisionFor(Action refused) {
      return plan.actions().stream()
          .filter(action -> action.target().equals(refused.target()))
          .flatMap(action -> revision(action).stream())
          .findFirst()
          .orElse("");
    }

    private static Optional<String> revision(Action action) {
      return action instanceof Action.Patch patch
          ? patch.body().text("metadata", "labels", REVISION_LABEL)
          : Optional.empty();
    }

    private Set<String> takenNames() {
      return execution.refused().stream()
          .filter(failed -> failed.action() instanceof Action.Create)
          .filter(failed -> ((Refused) failed.result()).reason().equals("AlreadyExists"))
          .map(failed -> failed.action().target().key().name())
          .collect(Collectors.toSet());
    }

    private Set<String> deletedIds() {
      Set<String> deleted =
          plan.actions().stream()
              .filter(action -> action instanceof Action.Delete)
              .map(action -> action.target().key().name())
              .collect(Collectors.toSet());
      return snapshot.pods().stream()
          .filter(pod -> deleted.contains(pod.name()))
          .map(pod -> pod.meta().label(INSTANCE_LABEL))
          .filter(id -> !id.isEmpty())
          .collect(Collectors.toSet());
    }
  }
}

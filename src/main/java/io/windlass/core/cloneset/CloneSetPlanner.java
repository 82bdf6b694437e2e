package io.windlass.core.cloneset;

import io.windlass.core.model.Condition;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Violation;
import io.windlass.core.order.NameOrder;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Conditions;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanDraft;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what is to be done about one CloneSet. Stateless; cost O(n log n) in its pods. */
public final class CloneSetPlanner {
  private CloneSetPlanner() {}

  /** The plan for a snapshot; the same snapshot always gives the same plan. */
  public static Plan plan(CloneSetSnapshot given) {
    ReadSpec read = given.documents().spec(given.cloneSet().spec());
    CloneSetSnapshot snapshot = given.with(read.tree());
    CloneSetSpec spec = read.filled();
    CloneSetView cloneSet = snapshot.cloneSet();
    List<Violation> violations = CloneSetValidator.violations(cloneSet);
    if (cloneSet.meta().isTerminating()) {
      return onlyCount(snapshot, spec, List.of());
    }
    if (!violations.isEmpty()) {
      return onlyCount(snapshot, spec, violations);
    }
    Revisions revisions = Revisions.of(snapshot, spec);
    PodFacts facts = PodFacts.of(snapshot, spec, revisions.updateName());
    return switch (revisions) {
      case Revisions.Stored stored -> roll(Rollout.of(snapshot, spec, stored, facts));
      case Revisions.Bump bump -> new RevisionStep(snapshot, spec, facts).plan(bump);
      case Revisions.Missing missing -> new RevisionStep(snapshot, spec, facts).plan(missing);
    };
  }

  private static Plan roll(Rollout rollout) {
    PlanDraft draft = new PlanDraft();
    release(rollout, draft);
    new CanaryReport(rollout, draft).take();
    Differences differences = Differences.of(rollout);
    ScaleStep scale = new ScaleStep(rollout, differences.scaling(), draft);
    boolean scaling = scale.take();
    Set<String> obstacles = new UpdateStep(rollout, differences, draft).take(!scaling);
    new RefreshStep(rollout, differences, draft).take();
    new ClaimStep(rollout, draft).take();
    new HistoryStep(rollout, draft).take();
    new ImagePullStep(rollout, draft).take();
    new PodsToDeleteStep(rollout, draft).take();
    rollout.facts().pods(PodFacts.SERVING, PodFacts.AVAILABLE).stream()
        .flatMap(pod -> rollout.availability().availableFrom(pod).stream())
        .min(Comparator.naturalOrder())
        .ifPresent(draft::lookAt);
    Failures failures =
        new Failures(
            rollout.outcomes(), scale.isDue(), differences.updating().updateNum() != 0, obstacles);
    return draft.finish(status(rollout, failures, draft));
  }

  private static void release(Rollout rollout, PlanDraft draft) {
    for (PodView pod : NameOrder.sorted(rollout.facts().strangers())) {
      draft.touch(
          pod,
          PodDeletes.release(rollout.cloneSet(), pod),
          "Released",
          "its labels do not match " + rollout.spec().selector().text());
    }
  }

  private static Optional<Action.Patch> status(
      Rollout rollout, Failures failures, PlanDraft draft) {
    StatusReport report =
        new StatusReport(rollout.cloneSet(), rollout.facts(), rollout.snapshot().now());
    Conditions sound = report.sound(rollout.spec(), rollout.revisions(), draft);
    return report.patchTo(failures.report(sound).status());
  }

  /** Touches nothing but the status: what cannot be obeyed, or is going away. */
  private static Plan onlyCount(
      CloneSetSnapshot snapshot, CloneSetSpec spec, List<Violation> violations) {
    PlanDraft draft = new PlanDraft();
    String update = snapshot.cloneSet().status().text("updateRevision").orElse("");
    PodFacts facts = PodFacts.ofAll(snapshot, spec, update);
    StatusReport report = new StatusReport(snapshot.cloneSet(), facts, snapshot.now());
    Conditions conditions = new Conditions(report.counted(), snapshot.now());
    if (violations.isEmpty()) {
      draft.because("update", "Terminating", "the CloneSet is being deleted");
      return draft.finish(report.patchTo(conditions.status()));
    }
    String all = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    draft.because("update", "InvalidSpec", all);
    return draft.finish(
        report.patchTo(
            conditions.set(Conditions.VALID, Condition.Status.FALSE, "InvalidSpec", all).status()));
  }
}

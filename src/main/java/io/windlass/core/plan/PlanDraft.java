package io.windlass.core.plan;

import io.windlass.core.model.PodView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A plan while it is made, by one thread.
 *
 * @param reasons the last list is the one that grows
 * @param touched uids of pods
 */
public record PlanDraft(
    List<Action> actions, List<List<Reason>> reasons, List<Instant> looks, Set<String> touched) {
  /** An empty one. */
  public PlanDraft() {
    this(
        new ArrayList<>(),
        new ArrayList<>(List.of(new ArrayList<>())),
        new ArrayList<>(),
        new HashSet<>());
  }

  /** One more effect, behind the others. */
  public void add(Action action) {
    actions.add(action);
  }

  /** Writes about a pod that exists, and why; no later step touches the pod. */
  public void touch(PodView pod, List<? extends Action> writes, String code, String text) {
    touch(pod, writes, new Reason(pod.name(), code, text));
  }

  /** The same where the pod's name alone does not say which pod is meant. */
  public void touch(PodView pod, List<? extends Action> writes, Reason reason) {
    touched.add(pod.uid());
    actions.addAll(writes);
    reasons.getLast().add(reason);
  }

  /** Why something is as it is. */
  public void because(String subject, String code, String text) {
    reasons.getLast().add(new Reason(subject, code, text));
  }

  /**
   * The same of many pods.
   *
   * @param order in which people are to read about them
   */
  public void because(
      List<PodView> pods, UnaryOperator<List<PodView>> order, String code, String text) {
    if (!pods.isEmpty()) {
      reasons.add(new Reasons.Shared(pods, order, code, text));
      reasons.add(new ArrayList<>());
    }
  }

  /** Asks for another look at a moment, or before. */
  public void lookAt(Instant moment) {
    looks.add(moment);
  }

  /** Whether a step before has written about the pod. */
  public boolean isTouched(PodView pod) {
    return !touched.isEmpty() && touched.contains(pod.uid());
  }

  /** The whole plan. */
  public Plan finish(Optional<Action.Patch> status) {
    return new Plan(
        actions,
        status,
        looks.stream().min(Comparator.naturalOrder()),
        reasons.size() == 1 ? reasons.getFirst() : new Reasons(reasons));
  }
}

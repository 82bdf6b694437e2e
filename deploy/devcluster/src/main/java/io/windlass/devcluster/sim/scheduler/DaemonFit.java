package io.windlass.devcluster.sim.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.scheduler.NodeFacts.Taint;
import java.util.function.Function;

/**
 * Whether a node is one for a DaemonSet's pod: by name, selector, affinity and taints, whatever
 * else is on it. Pure.
 */
public enum DaemonFit {
  /** A pod belongs there. */
  RUN,
  /** None is put there, one that is there stays. */
  STAY,
  /** One that is there goes. */
  LEAVE;

  /** What decides for a pod as it would be created, without its node: O(1) for each node. */
  public static Function<DaemonNode, DaemonFit> judge(ObjectNode pod) {
    PodNeeds needs = PodNeeds.of(pod);
    String named = pod.at("/spec/nodeName").asText();
    return node -> of(needs, named, node.facts());
  }

  private static DaemonFit of(PodNeeds needs, String named, NodeFacts facts) {
    boolean wanted =
        (named.isEmpty() || named.equals(facts.name()))
            && needs.selector().matches(facts)
            && (needs.affinity().isEmpty()
                || needs.affinity().stream().anyMatch(term -> term.matches(facts)));
    if (!wanted || hasUntolerated(needs, facts, "NoExecute")) {
      return LEAVE;
    }
    return hasUntolerated(needs, facts, "NoSchedule") ? STAY : RUN;
  }

  private static boolean hasUntolerated(PodNeeds pod, NodeFacts node, String effect) {
    return node.taints().stream()
        .filter(taint -> taint.effect().equals(effect))
        .anyMatch(taint -> !isTolerated(pod, taint));
  }

  private static boolean isTolerated(PodNeeds pod, Taint taint) {
    return pod.tolerations().stream().anyMatch(toleration -> toleration.tolerates(taint));
  }
}

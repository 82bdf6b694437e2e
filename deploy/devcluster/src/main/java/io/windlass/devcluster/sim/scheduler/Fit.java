package io.windlass.devcluster.sim.scheduler;

import io.windlass.devcluster.sim.scheduler.NodeFacts.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a pod fits a node, and the words if it does not: the filters of the default scheduler in
 * its order, of which the first that refuses speaks. Pure.
 */
final class Fit {
  private static final String AFFINITY = "node(s) didn't match Pod's node affinity/selector";
  private static final Taint CORDON =
      new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

  /**
   * A refusal.
   *
   * @param reasons one or more, as they are counted in the message
   * @param byShortage whether the node would fit if other pods left it
   */
  record Refusal(List<String> reasons, boolean byShortage) {
    Refusal {
      reasons = List.copyOf(reasons);
    }
  }

  private Fit() {}

  /** Why not; empty if the pod fits. {@code used} is what the pods on the node take. */
  static Optional<Refusal> refusal(PodNeeds pod, NodeFacts node, Resources used) {
    if (node.unschedulable() && !tolerated(pod, CORDON)) {
      return Optional.of(lasting("node(s) were unschedulable"));
    }
    for (Taint taint : node.taints()) {
      if (!tolerated(pod, taint)) {
        return Optional.of(
            lasting(
                "node(s) had untolerated taint {%s: %s}".formatted(taint.key(), taint.value())));
      }
    }
    boolean wanted =
        pod.affinity().isEmpty() || pod.affinity().stream().anyMatch(t -> t.matches(node));
    if (!wanted || !pod.selector().matches(node)) {
      return Optional.of(lasting(AFFINITY));
    }
    List<String> shortages = shortages(pod.requests(), node.allocatable(), used);
    return shortages.isEmpty() ? Optional.empty() : Optional.of(new Refusal(shortages, true));
  }

  /** What {@code PodScheduled} says of a pod that no node takes, given each node's refusal. */
  static String message(List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return "no nodes available to schedule pods";
    }
    Map<String, Integer> reasons = new TreeMap<>();
    Map<String, Integer> preemption = new TreeMap<>();
    for (Refusal refusal : refusals) {
      refusal.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
      String victims =
          refusal.byShortage()
              ? "No preemption victims found for incoming pod"
              : "Preemption is not helpful for scheduling";
      preemption.merge(victims, 1, Integer::sum);
    }
    String nodes = "0/%d nodes are available: ".formatted(refusals.size());
    return nodes + counted(reasons) + ". preemption: " + nodes + counted(preemption) + ".";
  }

  /** The same where the pod itself is the reason, which counts for no node in particular. */
  static String message(String reason, int nodeCount) {
    if (nodeCount == 0) {
      return message(List.of());
    }
    String nodes = "0/%d nodes are available: ".formatted(nodeCount);
    String preemption = nodeCount + " Preemption is not helpful for scheduling.";
    return nodes + reason + ". preemption: " + nodes + preemption;
  }

  private static boolean tolerated(PodNeeds pod, Taint taint) {
    return pod.tolerations().stream().anyMatch(t -> t.tolerates(taint));
  }

  private static List<String> shortages(Resources wanted, Resources allocatable, Resources used) {
    List<String> shortages = new ArrayList<>();
    for (String name : wanted.amounts().keySet().stream().sorted().toList()) {
      long free = allocatable.amount(name) - used.amount(name);
      if (wanted.amount(name) > 0 && wanted.amount(name) > free) {
        shortages.add(name.equals("pods") ? "Too many pods" : "Insufficient " + name);
      }
    }
    return shortages;
  }

  private static String counted(Map<String, Integer> reasons) {
    return String.join(
        ", ",
        reasons.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).sorted().toList());
  }

  private static Refusal lasting(String reason) {
    return new Refusal(List.of(reason), false);
  }
}

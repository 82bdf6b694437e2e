package io.windlass.devcluster.sim.deployment;

import java.util.ArrayList;
import java.util.List;

/**
 * The next move of a rolling update: the new ReplicaSet grows as far as the surge lets it; if it
 * cannot, the old ones shrink, unhealthy pods first, as far as enough pods stay available. Pure.
 */
final class RollingPlan {
  private final Strategy strategy;
  private final RevisionSet current;
  private final List<RevisionSet> old;

  private RollingPlan(Strategy strategy, RevisionSet current, List<RevisionSet> old) {
    this.strategy = strategy;
    this.current = current;
    this.old = old.stream().filter(RevisionSet::isActive).sorted(RevisionSet.BY_AGE).toList();
  }

  /** What is to be resized now, one after the other; empty if there is nothing to do but wait. */
  static List<Resize> next(Strategy strategy, RevisionSet current, List<RevisionSet> old) {
    RollingPlan plan = new RollingPlan(strategy, current, old);
    int grown = newSize(strategy, current, old);
    return grown != current.desired() ? List.of(new Resize(current, grown)) : plan.shrink();
  }

  /** The size that the new ReplicaSet may have beside the old ones. */
  static int newSize(Strategy strategy, RevisionSet current, List<RevisionSet> old) {
    if (strategy.recreate() || current.desired() > strategy.replicas()) {
      return strategy.replicas();
    }
    int total = RevisionSet.sum(old, RevisionSet::desired) + current.desired();
    int room = Math.max(0, strategy.maxTotal() - total);
    return current.desired() + Math.min(room, strategy.replicas() - current.desired());
  }

  private List<Resize> shrink() {
    int total = RevisionSet.sum(old, RevisionSet::desired) + current.desired();
    int notYetThere = current.desired() - current.counts().available();
    int most = total - strategy.minAvailable() - notYetThere;
    if (old.isEmpty() || most <= 0) {
      return List.of();
    }
    List<Resize> resizes = new ArrayList<>();
    List<RevisionSet> left = withoutUnhealthy(most, resizes);
    scaleDown(left, resizes);
    return resizes;
  }

  // Pods that are not available can go without making anything worse.
  private List<RevisionSet> withoutUnhealthy(int most, List<Resize> resizes) {
    List<RevisionSet> left = new ArrayList<>();
    int budget = most;
    for (RevisionSet set : old) {
      int unhealthy = Math.max(0, set.desired() - set.counts().available());
      int fewer = Math.min(budget, unhealthy);
      budget -= fewer;
      left.add(fewer == 0 ? set : shrunk(set, fewer, resizes));
    }
    return left;
  }

  private void scaleDown(List<RevisionSet> sets, List<Resize> resizes) {
    int available = RevisionSet.sum(sets, RollingPlan::staying) + staying(current);
    int budget = Math.max(0, available - strategy.minAvailable());
    for (RevisionSet set : sets) {
      int fewer = Math.min(budget, set.desired());
      budget -= fewer;
      if (fewer > 0) {
        shrunk(set, fewer, resizes);
      }
    }
  }

  // A set that has just been shrunk still counts, for a moment, pods that are about to go.
  private static int staying(RevisionSet set) {
    return Math.min(set.counts().available(), set.desired());
  }

  private static RevisionSet shrunk(RevisionSet set, int fewer, List<Resize> resizes) {
    RevisionSet after = set.resized(set.desired() - fewer);
    resizes.add(new Resize(set, after.desired()));
    return after;
  }
}

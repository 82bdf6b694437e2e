package io.windlass.devcluster.sim.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a changed number of replicas means for the ReplicaSets of a Deployment, in the middle of a
 * rollout too: each gets or gives its share, so that the rollout neither hurries nor falls back.
 * Pure.
 */
final class ProportionalScaling {
  private static final Comparator<RevisionSet> BY_SIZE =
      Comparator.comparingInt(RevisionSet::desired).reversed();

  private final Strategy strategy;
  private final int replicasBefore;

  /**
   * @param replicasBefore {@code status.replicas}, for sets that do not say what they are a part of
   */
  ProportionalScaling(Strategy strategy, int replicasBefore) {
    this.strategy = strategy;
    this.replicasBefore = replicasBefore;
  }

  /** Whether the number of replicas has changed since the sets were sized. */
  static boolean isDue(Strategy strategy, List<RevisionSet> sets) {
    return sets.stream()
        .filter(RevisionSet::isActive)
        .flatMapToInt(set -> set.scale().desired().stream())
        .anyMatch(desired -> desired != strategy.replicas());
  }

  /** The sizes that the sets are to have; those that keep theirs are told too. */
  List<Resize> resizes(Optional<RevisionSet> current, List<RevisionSet> old) {
    List<RevisionSet> all = new ArrayList<>(old);
    current.ifPresent(all::add);
    List<RevisionSet> active = all.stream().filter(RevisionSet::isActive).toList();
    if (active.size() <= 1) {
      return activeOrLatest(active, current, old)
          .filter(set -> set.desired() != strategy.replicas())
          .map(set -> List.of(new Resize(set, strategy.replicas())))
          .orElse(List.of());
    }
    if (current.filter(this::isSaturated).isPresent()) {
      return old.stream().filter(RevisionSet::isActive).map(set -> new Resize(set, 0)).toList();
    }
    return strategy.recreate() ? List.of() : proportional(active);
  }

  private static Optional<RevisionSet> activeOrLatest(
      List<RevisionSet> active, Optional<RevisionSet> current, List<RevisionSet> old) {
    return active.stream()
        .findFirst()
        .or(() -> current)
        .or(() -> old.stream().max(RevisionSet.BY_AGE));
  }

  private boolean isSaturated(RevisionSet set) {
    return set.desired() == strategy.replicas()
        && set.scale().desired().orElse(-1) == strategy.replicas()
        && set.counts().available() == strategy.replicas();
  }

  private List<Resize> proportional(List<RevisionSet> active) {
    int allowed = strategy.replicas() > 0 ? strategy.maxTotal() : 0;
    int toAdd = allowed - RevisionSet.sum(active, RevisionSet::desired);
    Comparator<RevisionSet> age = toAdd > 0 ? RevisionSet.BY_AGE.reversed() : RevisionSet.BY_AGE;
    List<RevisionSet> sets = active.stream().sorted(BY_SIZE.thenComparing(age)).toList();
    List<Integer> sizes = new ArrayList<>();
    int added = 0;
    for (RevisionSet set : sets) {
      int share = share(set, toAdd, added);
      sizes.add(set.desired() + share);
      added += share;
    }
    sizes.set(0, Math.max(0, sizes.getFirst() + toAdd - added));
    List<Resize> resizes = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      resizes.add(new Resize(sets.get(i), sizes.get(i)));
    }
    return resizes;
  }

  private int share(RevisionSet set, int toAdd, int added) {
    int left = toAdd - added;
    if (left == 0) {
      return 0;
    }
    int fraction = fraction(set);
    return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
  }

  private int fraction(RevisionSet set) {
    if (strategy.replicas() == 0) {
      return -set.desired();
    }
    int whole = set.scale().max().orElse(0);
    int before = whole > 0 ? whole : replicasBefore;
    if (before == 0) {
      return 0;
    }
    double size = (double) set.desired() * strategy.maxTotal() / before;
    return (int) Math.round(size) - set.desired();
  }
}

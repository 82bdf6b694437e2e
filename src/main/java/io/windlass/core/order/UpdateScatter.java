package io.windlass.core.order;

import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spreads pods with a label over the whole update, so that those that bear it are not all updated
 * in a row. OpenKruise's {@code scatterStrategy}, group by group as it does.
 *
 * @param terms applied one after the other, those that match more of the waiting pods first
 */
public record UpdateScatter(List<Term> terms) {
  /** Nobody asked for it. */
  public static final UpdateScatter NONE = new UpdateScatter(List.of());

  public UpdateScatter {
    terms = List.copyOf(terms);
  }

  /** Stands for every value that a label has. */
  private static final String ANY_VALUE = "*";

  /** This with a term for each value that a pod has in place of the terms for any value. */
  public UpdateScatter over(Collection<PodView> pods) {
    return terms.stream().noneMatch(term -> term.value().equals(ANY_VALUE))
        ? this
        : new UpdateScatter(
            terms.stream().flatMap(term -> term.valuesIn(pods)).distinct().toList());
  }

  /** A label with its value. */
  public record Term(String key, String value) {
    boolean matches(PodView pod) {
      return pod.meta().label(key).equals(value);
    }

    private Stream<Term> valuesIn(Collection<PodView> pods) {
      return value.equals(ANY_VALUE)
          ? pods.stream()
              .map(pod -> pod.meta().label(key))
              .filter(label -> !label.isEmpty())
              .sorted()
              .distinct()
              .map(label -> new Term(key, label))
          : Stream.of(this);
    }
  }

  /** Reads the API's form; terms without key are left out. */
  public static UpdateScatter read(List<Json> strategy) {
    return new UpdateScatter(
        strategy.stream()
            .filter(term -> !term.text("key").orElse("").isEmpty())
            .map(term -> new Term(term.text("key").orElseThrow(), term.text("value").orElse("")))
            .distinct()
            .toList());
  }

  /**
   * The waiting pods in their new order; cost O(terms * pods).
   *
   * @param waiting in the order in which they would be updated
   * @param all pods of the workload, the waiting ones among them
   */
  public List<PodView> scattered(List<PodView> waiting, Collection<PodView> all) {
    List<PodView> order = waiting;
    for (Term term : inOrder(waiting)) {
      order = scattered(term, order, all);
    }
    return order;
  }

  private List<Term> inOrder(List<PodView> waiting) {
    if (terms.size() < 2) {
      return terms;
    }
    return terms.stream()
        .filter(term -> count(term, waiting) > 0)
        .sorted(Comparator.comparingInt((Term term) -> count(term, waiting)).reversed())
        .toList();
  }

  private static List<PodView> scattered(
      Term term, List<PodView> waiting, Collection<PodView> all) {
    List<PodView> with = waiting.stream().filter(term::matches).toList();
    List<PodView> without = waiting.stream().filter(pod -> !term.matches(pod)).toList();
    if (with.size() <= 1 || without.size() <= 1) {
      return waiting;
    }
    // The last one with the label ends the update, so that the others are spread before it.
    List<PodView> spread = with.subList(0, with.size() - 1);
    int withAll = count(term, all);
    Groups groups =
        Groups.of(
            new Sides(withAll - 1, all.size() - withAll), new Sides(spread.size(), without.size()));
    List<PodView> order = groups.deal(spread, without);
    order.add(with.getLast());
    return order;
  }

  private static int count(Term term, Collection<PodView> pods) {
    return Math.toIntExact(pods.stream().filter(term::matches).count());
  }

  /** How many pods have the label, the last waiting one left out, and how many have it not. */
  private record Sides(int with, int without) {
    int groups() {
      return Math.min(with, without);
    }

    int withPerGroup() {
      return Math.toIntExact(Math.round((double) with / groups()));
    }

    int withoutPerGroup() {
      return Math.toIntExact(Math.round((double) without / groups()));
    }

    /** Pods without the label for one with it. */
    float rarity() {
      return (float) without / with;
    }
  }

  /**
   * How the two sides are dealt out: some without the label first, then group by group.
   *
   * @param first pods without the label before the first group
   */
  private record Groups(int first, int groups, int with, int without) {
    static Groups of(Sides all, Sides waiting) {
      if (all.rarity() >= waiting.rarity()) {
        return new Groups(0, waiting.groups(), waiting.withPerGroup(), waiting.withoutPerGroup());
      }
      // Fewer have the label among those that wait than among all: as dense as among all, at the
      // end.
      int with = all.withPerGroup();
      int without = all.withoutPerGroup();
      int groups = Math.min(waiting.with() / with, waiting.without() / without);
      return new Groups(waiting.without() - groups * without, groups, with, without);
    }

    List<PodView> deal(List<PodView> with, List<PodView> without) {
      List<PodView> order = new ArrayList<>(without.subList(0, first));
      int nextWith = 0;
      int nextWithout = first;
      for (int i = 0; i < groups; i++) {
        int endWith = Math.min(nextWith + this.with, with.size());
        int endWithout = Math.min(nextWithout + this.without, without.size());
        order.addAll(with.subList(nextWith, endWith));
        order.addAll(without.subList(nextWithout, endWithout));
        nextWith = endWith;
        nextWithout = endWithout;
      }
      order.addAll(with.subList(nextWith, with.size()));
      order.addAll(without.subList(nextWithout, without.size()));
      return order;
    }
  }
}

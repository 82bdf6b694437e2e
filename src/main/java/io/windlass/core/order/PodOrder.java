package io.windlass.core.order;

import io.windlass.core.lifecycle.Availability;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.PodView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which pods go first when some must be touched: those that would be missed least. Total orders,
 * the uid decides last. Stateless; sorting costs O(n log n).
 */
public final class PodOrder {
  private static final Comparator<PodView> STAGE =
      Comparator.<PodView, Boolean>comparing(pod -> !pod.nodeName().isEmpty())
          .thenComparingInt(PodOrder::phase);

  /** Ready for the shorter time first, then more restarts, then newer. */
  private static final Comparator<PodView> AGE =
      Comparator.comparing(PodOrder::readySince, Comparator.reverseOrder())
          .thenComparingInt(pod -> -pod.maxRestarts())
          .thenComparing(pod -> pod.meta().createdAt(), Comparator.reverseOrder())
          .thenComparing(PodView::uid);

  private PodOrder() {}

  /** Kubernetes' order of active pods: the least useful first; each is looked at once. */
  public static List<PodView> active(Collection<PodView> pods) {
    List<Seen> seen = new ArrayList<>(pods.size());
    for (PodView pod : pods) {
      seen.add(Seen.of(pod));
    }
    return sorted(seen);
  }

  /**
   * The first so many in the order of active pods, and the others in no order. Costs O(n + count
   * log count) for pods in any order: the worst of the best so far turns most away.
   */
  static Front front(Collection<PodView> pods, int count) {
    if (count <= 0 || count >= pods.size()) {
      return Front.of(active(pods), count);
    }
    PriorityQueue<Seen> best = new PriorityQueue<>(count, Comparator.reverseOrder());
    List<PodView> others = new ArrayList<>(pods.size() - count);
    for (PodView pod : pods) {
      Seen seen = Seen.of(pod);
      if (best.size() < count) {
        best.add(seen);
      } else if (seen.compareTo(best.element()) < 0) {
        others.add(best.remove().pod());
        best.add(seen);
      } else {
        others.add(pod);
      }
    }
    return new Front(sorted(new ArrayList<>(best)), others, PodOrder::active);
  }

  private static List<PodView> sorted(List<Seen> seen) {
    seen.sort(Comparator.naturalOrder());
    List<PodView> sorted = new ArrayList<>(seen.size());
    for (Seen next : seen) {
      sorted.add(next.pod());
    }
    return sorted;
  }

  /**
   * What the order of active pods looks at, in numbers.
   *
   * @param stage bound, phase and readiness in one number
   * @param readySecond since when it is ready
   */
  private record Seen(
      PodView pod,
      int stage,
      long readySecond,
      int readyNano,
      int restarts,
      long bornSecond,
      int bornNano)
      implements Comparable<Seen> {
    static Seen of(PodView pod) {
      boolean isReady = pod.isReady();
      Instant readySince = isReady ? pod.readySince().orElse(Instant.MAX) : Instant.MIN;
      Instant born = pod.meta().createdAt();
      return new Seen(
          pod,
          (pod.nodeName().isEmpty() ? 0 : 8) + 2 * phase(pod) + (isReady ? 1 : 0),
          readySince.getEpochSecond(),
          readySince.getNano(),
          pod.maxRestarts(),
          born.getEpochSecond(),
          born.getNano());
    }

    @Override
    public int compareTo(Seen other) {
      int order = Integer.compare(stage, other.stage);
      order = order == 0 ? Long.compare(other.readySecond, readySecond) : order;
      order = order == 0 ? Integer.compare(other.readyNano, readyNano) : order;
      order = order == 0 ? Integer.compare(other.restarts, restarts) : order;
      order = order == 0 ? Long.compare(other.bornSecond, bornSecond) : order;
      order = order == 0 ? Integer.compare(other.bornNano, bornNano) : order;
      return order == 0 ? pod.uid().compareTo(other.pod.uid()) : order;
    }
  }

  /**
   * The pods in the order in which a scale-in takes them: not started before started, not available
   * before available, cheap before dear, one of several in a place before the only one there.
   */
  public static List<PodView> forScaleIn(
      List<PodView> pods, Availability availability, Spread spread) {
    Comparator<PodView> usefulness =
        STAGE.thenComparing(PodView::isReady).thenComparingInt(PodOrder::deletionCost);
    Map<String, Double> ranks = spread.ranks(pods, usefulness, AGE);
    return pods.stream()
        .sorted(
            STAGE
                .thenComparing(availability::isAvailable)
                .thenComparing(PodView::isReady)
                .thenComparingInt(PodOrder::deletionCost)
                .thenComparing(Spread.highestFirst(ranks))
                .thenComparing(AGE))
        .toList();
  }

  /**
   * The pod's deletion cost; 0 if it has none or what it has is not a number as Kubernetes has it.
   */
  static int deletionCost(PodView pod) {
    String text = pod.meta().annotations().getOrDefault(PodMarks.DELETION_COST, "0");
    if (!text.matches("0|-\\d+|[1-9]\\d*")) {
      return 0;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException outOfRange) {
      return 0;
    }
  }

  private static int phase(PodView pod) {
    return switch (pod.status().phase()) {
      case PENDING -> 0;
      case UNKNOWN -> 1;
      case RUNNING -> 2;
      case SUCCEEDED, FAILED -> 3;
    };
  }

  // Pods that are not ready are equal here; a ready pod of unknown age counts as the youngest.
  private static Instant readySince(PodView pod) {
    return pod.isReady() ? pod.readySince().orElse(Instant.MAX) : Instant.MIN;
  }
}

package io.windlass.core.order;

import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import java.util.Collection;
import java.util.List;

/** In which order pods are updated: what would be missed least, then as a person wished. */
public record UpdateOrder(UpdatePriority priority, UpdateScatter scatter) {
  /** Without wishes. */
  public static final UpdateOrder PLAIN = new UpdateOrder(UpdatePriority.NONE, UpdateScatter.NONE);

  /** Reads {@code priorityStrategy} and {@code scatterStrategy} of an update strategy. */
  public static UpdateOrder read(Json.Obj updateStrategy) {
    return new UpdateOrder(
        UpdatePriority.read(updateStrategy.object("priorityStrategy")),
        UpdateScatter.read(updateStrategy.items("scatterStrategy")));
  }

  /**
   * The waiting pods in their order; cost O(n log n).
   *
   * @param all pods of the workload, the waiting ones among them
   */
  public List<PodView> sorted(Collection<PodView> waiting, Collection<PodView> all) {
    List<PodView> order = PodOrder.active(waiting);
    if (!priority.isEmpty()) {
      order.sort(priority.order());
    }
    return scatter.scattered(order, all);
  }

  /**
   * The first so many of the waiting pods; without wishes, the others are not put in order, which
   * costs far less where there are many.
   *
   * @param all pods of the workload, the waiting ones among them
   */
  public Front front(Collection<PodView> waiting, int count, Collection<PodView> all) {
    boolean isPlain = priority.isEmpty() && scatter.terms().isEmpty();
    return isPlain ? PodOrder.front(waiting, count) : Front.of(sorted(waiting, all), count);
  }

  /** This, each label that is to be scattered by any value scattered by those that pods have. */
  public UpdateOrder over(Collection<PodView> pods) {
    return new UpdateOrder(priority, scatter.over(pods));
  }
}

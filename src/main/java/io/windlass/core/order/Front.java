package io.windlass.core.order;

import io.windlass.core.model.PodView;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The first pods in an order, and those that come after them, whose order is found out only if
 * somebody asks.
 *
 * @param first in their order
 * @param others in no order
 * @param order puts the others in their order
 */
public record Front(List<PodView> first, List<PodView> others, UnaryOperator<List<PodView>> order) {

  /** The first so many of pods that are in their order. */
  public static Front of(List<PodView> sorted, int count) {
    int end = Math.clamp(count, 0, sorted.size());
    return new Front(
        sorted.subList(0, end), sorted.subList(end, sorted.size()), UnaryOperator.identity());
  }
}

package io.windlass.core.order;

import io.windlass.core.model.PodView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Pods by name. Stateless; cost O(n log n), and one look at each pod. */
public final class NameOrder {
  private static final Comparator<Keyed> ORDER =
      Comparator.comparingLong(Keyed::key).thenComparing(keyed -> keyed.pod().name());

  private NameOrder() {}

  private record Keyed(long key, PodView pod) {}

  /** The pods, the least name first. */
  public static List<PodView> sorted(Collection<PodView> pods) {
    TextKeys keys = TextKeys.among(pods, PodView::name);
    List<Keyed> keyed = new ArrayList<>(pods.size());
    for (PodView pod : pods) {
      keyed.add(new Keyed(keys.of(pod.name()), pod));
    }
    keyed.sort(ORDER);
    List<PodView> sorted = new ArrayList<>(keyed.size());
    for (Keyed pod : keyed) {
      sorted.add(pod.pod());
    }
    return sorted;
  }
}

package io.windlass.core.order;

import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which pods a person wants updated first, by their labels; pods that are equal by it keep their
 * order. OpenKruise's {@code priorityStrategy}.
 */
public sealed interface UpdatePriority {
  /** Nobody said anything. */
  UpdatePriority NONE = new ByWeight(List.of());

  /** Whether all pods are equal by it. */
  boolean isEmpty();

  /** The earlier of two pods is the lesser. */
  Comparator<PodView> order();

  /**
   * Reads the API's form; terms that cannot be read are left out. If both lists are there, which is
   * a fault, the weights count.
   */
  static UpdatePriority read(Json.Obj strategy) {
    List<Json> weights = strategy.items("weightPriority");
    if (!weights.isEmpty()) {
      return new ByWeight(weights.stream().map(Weight::read).toList());
    }
    return new ByKeys(
        strategy.items("orderPriority").stream()
            .flatMap(term -> term.text("orderedKey").stream())
            .toList());
  }

  /** Some labels are worth more than others. */
  record Weight(long weight, Selector selector) {
    static Weight read(Json term) {
      return new Weight(
          term.number("weight").orElse(0L),
          Selector.read(term.object("matchSelector"), "matchSelector", new ArrayList<>()));
    }
  }

  /** The pod whose matching terms weigh more goes first. */
  record ByWeight(List<Weight> terms) implements UpdatePriority {
    public ByWeight {
      terms = List.copyOf(terms);
    }

    @Override
    public boolean isEmpty() {
      return terms.isEmpty();
    }

    @Override
    public Comparator<PodView> order() {
      return Comparator.comparingLong(this::weight).reversed();
    }

    private long weight(PodView pod) {
      long sum = 0;
      for (Weight term : terms) {
        sum += term.selector().matches(pod.meta().labels()) ? term.weight() : 0;
      }
      return sum;
    }
  }

  /**
   * The pod that bears an earlier key goes first; under the same key, the one whose value ends with
   * the larger number. A pod without any of the keys goes before all others, as in OpenKruise,
   * whose documentation says the contrary.
   */
  record ByKeys(List<String> keys) implements UpdatePriority {
    public ByKeys {
      keys = List.copyOf(keys);
    }

    @Override
    public boolean isEmpty() {
      return keys.isEmpty();
    }

    @Override
    public Comparator<PodView> order() {
      return Comparator.comparingInt(this::level)
          .thenComparing(Comparator.comparingLong(this::number).reversed());
    }

    private int level(PodView pod) {
      Map<String, String> labels = pod.meta().labels();
      for (int i = 0; i < keys.size(); i++) {
        if (labels.containsKey(keys.get(i))) {
          return i;
        }
      }
      return -1;
    }

    private long number(PodView pod) {
      int level = level(pod);
      return level < 0 ? 0 : endingNumber(pod.meta().label(keys.get(level)));
    }

    /** The digits at the end of a text as a number; 0 if there are none, or too many. */
    static long endingNumber(String text) {
      int start = text.length();
      while (start > 0 && text.charAt(start - 1) >= '0' && text.charAt(start - 1) <= '9') {
        start--;
      }
      try {
        return start == text.length() ? 0 : Long.parseLong(text.substring(start));
      } catch (NumberFormatException tooLarge) {
        return 0;
      }
    }
  }
}

package io.windlass.core.sidecarset.admission;

import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import io.windlass.core.sidecarset.SidecarSetSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether there can be labels that two selectors match: exactly if what both ask of a key can be
 * met, for each key by itself. OpenKruise takes "the key exists" and a selector that does not
 * mention the key for disjoint. Stateless; cost O(requirements).
 */
final class Overlap {
  private Overlap() {}

  /** Whether there can be a pod that is for both. */
  static boolean of(SidecarSetSpec one, SidecarSetSpec other) {
    return !one.selector().isEmpty()
        && !other.selector().isEmpty()
        && of(one.selector(), other.selector())
        && (one.namespaces().isEmpty()
            || other.namespaces().isEmpty()
            || of(one.namespaces().get(), other.namespaces().get()));
  }

  static boolean of(Selector one, Selector other) {
    Map<String, Demand> demands = new HashMap<>();
    Stream.of(one, other)
        .map(Selector::requirements)
        .flatMap(List::stream)
        .forEach(r -> demands.merge(r.key(), Demand.of(r), Demand::and));
    return demands.values().stream().allMatch(Demand::canBeMet);
  }

  /**
   * What is asked of the value of one key.
   *
   * @param values one of these; empty if any will do
   */
  private record Demand(
      boolean exists, boolean isMissing, Optional<Set<String>> values, Set<String> excluded) {
    static Demand of(Requirement requirement) {
      return switch (requirement) {
        case Requirement.Is is -> oneOf(Set.of(is.value()));
        case Requirement.In in -> oneOf(in.values());
        case Requirement.NotIn notIn -> new Demand(false, false, Optional.empty(), notIn.values());
        case Requirement.Exists _ -> new Demand(true, false, Optional.empty(), Set.of());
        case Requirement.DoesNotExist _ -> new Demand(false, true, Optional.empty(), Set.of());
      };
    }

    private static Demand oneOf(Set<String> values) {
      return new Demand(true, false, Optional.of(values), Set.of());
    }

    Demand and(Demand other) {
      Set<String> none = new HashSet<>(excluded);
      none.addAll(other.excluded);
      return new Demand(
          exists || other.exists, isMissing || other.isMissing, both(other), Set.copyOf(none));
    }

    private Optional<Set<String>> both(Demand other) {
      if (values.isEmpty() || other.values.isEmpty()) {
        return values.or(() -> other.values);
      }
      Set<String> common = new HashSet<>(values.get());
      common.retainAll(other.values.get());
      return Optional.of(common);
    }

    boolean canBeMet() {
      boolean hasValue = values.map(some -> !excluded.containsAll(some)).orElse(true);
      return hasValue && !(exists && isMissing);
    }
  }
}

package io.windlass.controllers.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.SidecarSetSpec;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.SelectorIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which SidecarSets are for a pod, without asking each. What a SidecarSet requires of the pod and
 * of its namespace is one selector here, so that it waits where the fewest others do: fifty
 * thousand tenants with a SidecarSet for {@code app=web} each are found by their namespaces.
 *
 * <p>Thread-safe; follows a store as its listener. Cost: of a question O(labels + SidecarSets that
 * have the rarest of their labels in common with the pod), of a change O(that SidecarSet).
 */
public final class SidecarSetIndex implements ObjectStore.ChangeListener<SidecarSetView> {
  // No label has a colon in its key.
  private static final String OF_NAMESPACE = "namespace:";

  private final SelectorIndex<String> names = new SelectorIndex<>();

  @Override
  public void changed(Optional<SidecarSetView> before, Optional<SidecarSetView> after) {
    if (after.isEmpty()) {
      before.ifPresent(gone -> names.remove(gone.name()));
      return;
    }
    if (before.filter(old -> selects(old).equals(selects(after.get()))).isEmpty()) {
      selects(after.get())
          .ifPresentOrElse(
              selector -> names.put(after.get().name(), selector),
              () -> names.remove(after.get().name()));
    }
  }

  /** Names of the SidecarSets that select a pod with these labels there, in ascending order. */
  public List<String> matching(Map<String, String> pod, Map<String, String> namespace) {
    Map<String, String> both = new HashMap<>(pod);
    namespace.forEach((key, value) -> both.put(OF_NAMESPACE + key, value));
    return names.matching(both).stream().sorted().toList();
  }

  public int size() {
    return names.size();
  }

  /** Empty if it selects no pod at all. */
  private static Optional<Selector> selects(SidecarSetView sidecarSet) {
    SidecarSetSpec spec = sidecarSet.filled();
    if (spec.selector().isEmpty() || isFaulty(sidecarSet)) {
      return Optional.empty();
    }
    Stream<Requirement> namespaces =
        spec.namespaces().stream()
            .flatMap(selector -> selector.requirements().stream())
            .map(SidecarSetIndex::ofNamespace);
    return Optional.of(
        new Selector(Stream.concat(spec.selector().requirements().stream(), namespaces).toList()));
  }

  // What is left of a selector without its faulty parts would select more than was meant.
  private static boolean isFaulty(SidecarSetView sidecarSet) {
    List<Violation> faults = new ArrayList<>();
    Json.Obj spec = sidecarSet.spec().unpacked();
    var _ = Selector.read(spec.object("selector"), "", faults);
    var _ = Selector.read(spec.object("namespaceSelector"), "", faults);
    return !faults.isEmpty();
  }

  private static Requirement ofNamespace(Requirement requirement) {
    String key = OF_NAMESPACE + requirement.key();
    return switch (requirement) {
      case Requirement.Is is -> new Requirement.Is(key, is.value());
      case Requirement.In in -> new Requirement.In(key, in.values());
      case Requirement.NotIn notIn -> new Requirement.NotIn(key, notIn.values());
      case Requirement.Exists _ -> new Requirement.Exists(key);
      case Requirement.DoesNotExist _ -> new Requirement.DoesNotExist(key);
    };
  }
}

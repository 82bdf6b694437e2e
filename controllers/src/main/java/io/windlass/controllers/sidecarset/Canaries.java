package io.windlass.controllers.sidecarset;

import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.runtime.store.ObjectStore;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which SidecarSets go before others. Thread-safe; follows a store as its listener, at O(1) per
 * change.
 */
public final class Canaries implements ObjectStore.ChangeListener<SidecarSetView> {
  private final ConcurrentMap<String, Set<String>> byBase = new ConcurrentHashMap<>();

  @Override
  public void changed(Optional<SidecarSetView> before, Optional<SidecarSetView> after) {
    before.ifPresent(old -> old.base().ifPresent(base -> forget(base, old.name())));
    after.ifPresent(now -> now.base().ifPresent(base -> remember(base, now.name())));
  }

  private void forget(String base, String canary) {
    byBase.computeIfPresent(
        base,
        (_, names) -> {
          Set<String> rest = new HashSet<>(names);
          rest.remove(canary);
          return rest.isEmpty() ? null : Set.copyOf(rest);
        });
  }

  private void remember(String base, String canary) {
    byBase.compute(
        base,
        (_, names) -> {
          Set<String> all = new HashSet<>(names == null ? Set.of() : names);
          all.add(canary);
          return Set.copyOf(all);
        });
  }

  /** The names of the canaries of a SidecarSet. */
  Set<String> of(String base) {
    return byBase.getOrDefault(base, Set.of());
  }
}

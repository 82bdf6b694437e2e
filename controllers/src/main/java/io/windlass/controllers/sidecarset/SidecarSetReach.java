package io.windlass.controllers.sidecarset;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetSpec;
import io.windlass.runtime.store.ObjectStore;
import java.util.Map;
import java.util.Set;

/**
 * How far a manager sees, of what is in no namespace. One that watches some namespaces only looks
 * after the SidecarSets that are limited to these by name, so that no two managers quarrel about
 * one. Thread-safe.
 */
public final class SidecarSetReach {
  private final Set<String> watched;
  private final ObjectStore<ObjectMeta> namespaces;

  private SidecarSetReach(Set<String> watched, ObjectStore<ObjectMeta> namespaces) {
    this.watched = Set.copyOf(watched);
    this.namespaces = namespaces;
  }

  /**
   * The reach of a manager.
   *
   * @param watched none for all namespaces
   * @param namespaces their labels; empty where only some are watched
   */
  public static SidecarSetReach of(Set<String> watched, ObjectStore<ObjectMeta> namespaces) {
    return new SidecarSetReach(watched, namespaces);
  }

  /** The labels of a namespace; those that all namespaces have if it is not known. */
  Map<String, String> labelsOf(String namespace) {
    return namespaces
        .get(new ObjectKey("", namespace))
        .map(ObjectMeta::labels)
        .orElseGet(() -> Map.of(SidecarSetKeys.NAMESPACE_NAME, namespace));
  }

  /** Whether a SidecarSet is looked after. */
  boolean covers(SidecarSetSpec spec) {
    return watched.isEmpty()
        || spec.namespaces()
            .flatMap(SidecarSetPods::named)
            .filter(watched::containsAll)
            .isPresent();
  }
}

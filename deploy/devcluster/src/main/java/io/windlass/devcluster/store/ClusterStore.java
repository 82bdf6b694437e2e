package io.windlass.devcluster.store;

import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.SelectableFields;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All objects of a cluster. The versions of one group's plural share a store. Thread-safe. */
public final class ClusterStore {
  private final Versions versions = new Versions();
  private final ConcurrentMap<String, TypeStore> types = new ConcurrentHashMap<>();
  private final int window;

  /**
   * An empty store.
   *
   * @param window how many changes of each type a watch may be behind
   */
  public ClusterStore(int window) {
    this.window = window;
  }

  /** The objects of a type; made when it is first asked for. */
  public TypeStore of(ResourceType type) {
    return types.computeIfAbsent(
        storageName(type), name -> new TypeStore(versions, SelectableFields.of(type), window));
  }

  /** Forgets a type and its objects and ends its watches. */
  public void drop(ResourceType type) {
    Optional.ofNullable(types.remove(storageName(type))).ifPresent(TypeStore::close);
  }

  // Both groups of events serve the same objects; the core group comes first.
  private static String storageName(ResourceType type) {
    String name = type.qualifiedName();
    return name.equals("events.events.k8s.io") ? "events" : name;
  }

  /** The latest version that was issued for any object. */
  public long latestVersion() {
    return versions.latest();
  }

  /** Ends every watch. */
  public void close() {
    types.values().forEach(TypeStore::close);
  }
}

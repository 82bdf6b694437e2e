package io.windlass.devcluster.store;

import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.SelectableFields;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All objects of a cluster. The versions of one group's plural share a store. Thread-safe. */
public final class ClusterStore {
  private final Versions versions;
  private final ConcurrentMap<String, TypeStore> types = new ConcurrentHashMap<>();
  private final int window;
  private final Journal journal;

  /** An empty store that lives in memory. */
  public ClusterStore(int window) {
    this(window, Journal.NONE);
  }

  /**
   * A store that holds what was kept.
   *
   * @param window how many changes of each type a watch may be behind
   */
  public ClusterStore(int window, Journal journal) {
    this.window = window;
    this.journal = journal;
    this.versions = new Versions(journal);
  }

  /** The objects of a type; made when it is first asked for. */
  public TypeStore of(ResourceType type) {
    return types.computeIfAbsent(
        storageName(type),
        name -> new TypeStore(versions, SelectableFields.of(type), window, kept(name)));
  }

  /** Forgets a type and its objects and ends its watches. */
  public void drop(ResourceType type) {
    Optional.ofNullable(types.remove(storageName(type))).ifPresent(TypeStore::close);
    journal.drop(storageName(type));
  }

  private TypeStore.Kept kept(String name) {
    return new TypeStore.Kept(journal, name);
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

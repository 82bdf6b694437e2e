package io.windlass.manager.wiring;

import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.Fabric8Source;
import io.windlass.controllers.adapter.fabric8.PartialListings;
import io.windlass.controllers.adapter.fabric8.Scope;
import io.windlass.controllers.adapter.fabric8.ViewType;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One type with its store and its sources: one for all namespaces, or one for each that is watched.
 * Thread-safe.
 */
final class WatchedType<V> implements AutoCloseable {
  private static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(2);
  private static final Duration LIST_WITHIN = Duration.ofSeconds(60);

  private final ViewType<V> type;
  private final ObjectStore<V> store;
  private final List<Fabric8Source<V>> sources;

  private WatchedType(ViewType<V> type, ObjectStore<V> store, List<Fabric8Source<V>> sources) {
    this.type = type;
    this.store = store;
    this.sources = sources;
  }

  /** Starts to read; returns at once. */
  static <V> WatchedType<V> start(
      Fabric8Http http,
      ViewType<V> type,
      ObjectStore<V> store,
      Set<String> namespaces,
      Platform platform) {
    if (namespaces.isEmpty()) {
      Fabric8Source<V> source = source(http, type, "", platform);
      source.start(store);
      return new WatchedType<>(type, store, List.of(source));
    }
    PartialListings<V> parts = new PartialListings<>(store, type.metaOf(), namespaces);
    List<Fabric8Source<V>> sources =
        namespaces.stream()
            .map(
                namespace -> {
                  Fabric8Source<V> source = source(http, type, namespace, platform);
                  source.start(parts.of(namespace));
                  return source;
                })
            .toList();
    return new WatchedType<>(type, store, sources);
  }

  private static <V> Fabric8Source<V> source(
      Fabric8Http http, ViewType<V> type, String namespace, Platform platform) {
    return new Fabric8Source<>(
        http, type, new Scope(namespace, ""), platform.scheduler(), platform.ticker());
  }

  boolean isHealthy() {
    return sources.stream().allMatch(Fabric8Source::isHealthy);
  }

  boolean isFilled() {
    return store.isFilled();
  }

  /** Waits for the first list. */
  void awaitFilled() throws InterruptedException, IOException {
    for (Fabric8Source<V> source : sources) {
      if (!source.awaitVersion(1, LIST_WITHIN)) {
        throw new IOException("could not list " + type.kind().plural() + " in " + LIST_WITHIN);
      }
    }
  }

  /**
   * Waits until the store knows at least what a consistent read sees now: by the events and
   * bookmarks that come, or else by a new list.
   */
  void catchUp() throws InterruptedException, IOException {
    for (Fabric8Source<V> source : sources) {
      long now = source.currentVersion();
      if (source.awaitVersion(now, CATCH_UP_WITHIN)) {
        continue;
      }
      source.relist();
      if (!source.awaitVersion(now, LIST_WITHIN)) {
        throw new IOException(
            type.kind().plural() + " did not reach version " + now + " in " + LIST_WITHIN);
      }
    }
  }

  @Override
  public void close() {
    sources.forEach(Fabric8Source::close);
  }
}

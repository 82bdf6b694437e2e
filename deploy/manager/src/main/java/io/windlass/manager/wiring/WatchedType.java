package io.windlass.manager.wiring;

import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.Fabric8Source;
import io.windlass.controllers.adapter.fabric8.PartialListings;
import io.windlass.controllers.adapter.fabric8.ReadOptions;
import io.windlass.controllers.adapter.fabric8.ResourceReader;
import io.windlass.controllers.adapter.fabric8.Scope;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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

  /** Starts to read all objects of the type; returns at once. */
  static <V> WatchedType<V> start(
      Fabric8Http http,
      ViewType<V> type,
      ObjectStore<V> store,
      RuntimeSettings.Scope scope,
      Platform platform) {
    return start(new Selected<>(http, type, ""), store, scope, platform);
  }

  /** What is read of a type: all that a label selector matches, or all if that is empty. */
  record Selected<V>(Fabric8Http http, ViewType<V> type, String labelSelector) {}

  /** Starts to read; returns at once. */
  static <V> WatchedType<V> start(
      Selected<V> selected, ObjectStore<V> store, RuntimeSettings.Scope scope, Platform platform) {
    Fabric8Http http = selected.http;
    ViewType<V> type = selected.type;
    ReadOptions options = new ReadOptions(scope.podEncoding(), false, platform.metrics());
    Set<String> namespaces = scope.namespaces();
    if (namespaces.isEmpty()) {
      Fabric8Source<V> source =
          source(
              new ResourceReader<>(http, type, new Scope("", selected.labelSelector), options),
              platform);
      source.start(store);
      return new WatchedType<>(type, store, List.of(source));
    }
    PartialListings<V> parts = new PartialListings<>(store, type.metaOf(), namespaces);
    List<Fabric8Source<V>> sources =
        namespaces.stream()
            .map(
                namespace -> {
                  Scope part = new Scope(namespace, selected.labelSelector);
                  Fabric8Source<V> source =
                      source(new ResourceReader<>(http, type, part, options), platform);
                  source.start(parts.of(namespace));
                  return source;
                })
            .toList();
    return new WatchedType<>(type, store, sources);
  }

  private static <V> Fabric8Source<V> source(ResourceReader<V> reader, Platform platform) {
    return new Fabric8Source<>(reader, platform.scheduler(), platform.ticker());
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
      awaitListed(source, 1);
    }
  }

  /**
   * Begins to catch up: asks the server for the version of now. Whoever has begun with all types
   * before waiting for one waits for the slowest, not for all in turn.
   */
  CatchUp<V> beginCatchUp() throws IOException {
    List<Long> wanted = new ArrayList<>();
    for (Fabric8Source<V> source : sources) {
      wanted.add(source.currentVersion());
    }
    return new CatchUp<>(this, wanted, System.nanoTime() + CATCH_UP_WITHIN.toNanos());
  }

  /** What the store has to know before it can be trusted. */
  record CatchUp<V>(WatchedType<V> type, List<Long> wanted, long deadlineNanos) {
    /**
     * Waits until the store knows at least what a consistent read saw: by the events and bookmarks
     * that come, or else by a new list.
     */
    void await() throws InterruptedException, IOException {
      for (int i = 0; i < wanted.size(); i++) {
        Fabric8Source<V> source = type.sources.get(i);
        Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
        if (!source.awaitVersion(wanted.get(i), left)) {
          source.relist();
          type.awaitListed(source, wanted.get(i));
        }
      }
    }
  }

  private void awaitListed(Fabric8Source<V> source, long version)
      throws InterruptedException, IOException {
    if (!source.awaitVersion(version, LIST_WITHIN)) {
      throw new IOException(
          type.kind().plural() + " did not reach version " + version + " in " + LIST_WITHIN);
    }
  }

  @Override
  public void close() {
    sources.forEach(Fabric8Source::close);
  }
}

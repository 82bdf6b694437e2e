package io.windlass.controllers.autoscaling.world;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.model.Json;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Documents that are read once for all who ask within a while. Thread-safe: of several who ask for
 * one path at once, one reads and the others wait for it. What nobody asked for in ten times as
 * long is forgotten.
 */
final class Listings {
  private static final int KEPT = 10;

  private final JsonApi api;
  private final Ticker ticker;
  private final Freshness freshness;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> readers = new ConcurrentHashMap<>();

  Listings(JsonApi api, Ticker ticker, Freshness freshness) {
    this.api = api;
    this.ticker = ticker;
    this.freshness = freshness;
  }

  /**
   * How old a document may be.
   *
   * @param longest in any case
   * @param timesCost and how many times as long as it took to be read
   */
  record Freshness(Duration longest, int timesCost) {}

  private record Kept(
      Instant begun, Duration took, JsonReply document, Map<String, List<Json>> byNamespace) {
    boolean isFresh(Freshness wanted, Instant now) {
      Duration age = Duration.between(begun, now);
      Duration paced = took.multipliedBy(wanted.timesCost());
      return !age.isNegative()
          && age.compareTo(wanted.longest()) < 0
          && (wanted.timesCost() == 0 || age.compareTo(paced) < 0);
    }
  }

  /** The objects of a list that are in a namespace; none of a type that is not served. */
  List<Json> items(String path, String namespace) {
    return at(path).byNamespace().getOrDefault(namespace, List.of());
  }

  /** The document at a path. */
  JsonReply document(String path) {
    return at(path).document();
  }

  private Kept at(String path) {
    Optional<Kept> fresh = fresh(path);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    ReentrantLock reader = readers.computeIfAbsent(path, _ -> new ReentrantLock());
    reader.lock();
    try {
      return fresh(path).orElseGet(() -> read(path));
    } finally {
      reader.unlock();
    }
  }

  private Optional<Kept> fresh(String path) {
    return Optional.ofNullable(kept.get(path))
        .filter(found -> found.isFresh(freshness, ticker.now()));
  }

  private Kept read(String path) {
    Instant begun = ticker.now();
    JsonReply document = api.get(path);
    Kept found =
        new Kept(begun, Duration.between(begun, ticker.now()), document, byNamespace(document));
    kept.put(path, found);
    forgetBefore(begun.minus(freshness.longest().multipliedBy(KEPT)));
    return found;
  }

  private static Map<String, List<Json>> byNamespace(JsonReply document) {
    return document.body().items("items").stream()
        .collect(Collectors.groupingBy(it -> it.text("metadata", "namespace").orElse("")));
  }

  private void forgetBefore(Instant time) {
    kept.values().removeIf(found -> found.begun.isBefore(time));
    readers.keySet().removeIf(path -> !kept.containsKey(path));
  }
}

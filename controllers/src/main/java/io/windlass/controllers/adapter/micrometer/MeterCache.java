package io.windlass.controllers.adapter.micrometer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** Meters by their labels, made once. A look-up allocates nothing. Thread-safe. */
final class MeterCache<K, M> {
  private final Function<K, M> create;
  private final ConcurrentMap<K, M> meters = new ConcurrentHashMap<>();

  MeterCache(Function<K, M> create) {
    this.create = create;
  }

  M of(K labels) {
    M known = meters.get(labels);
    return known == null ? meters.computeIfAbsent(labels, create) : known;
  }
}

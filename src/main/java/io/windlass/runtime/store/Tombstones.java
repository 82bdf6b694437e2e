package io.windlass.runtime.store;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Uids of objects that are gone, each with the version up to which nothing about it is believed any
 * more. Bounded: the oldest go first. Not thread-safe.
 */
final class Tombstones {
  /** Certainly gone: no version of it can be news. */
  static final long FOR_EVER = Long.MAX_VALUE;

  private final int limit;
  private final Map<String, Long> versions = new LinkedHashMap<>();

  Tombstones(int limit) {
    this.limit = limit;
  }

  void bury(String uid, long version) {
    versions.merge(uid, version, Math::max);
    if (versions.size() > limit) {
      versions.remove(versions.keySet().iterator().next());
    }
  }

  /** Whether what is said about an object is older than the news that it is gone. */
  boolean cover(String uid, long version) {
    return version <= versions.getOrDefault(uid, Long.MIN_VALUE);
  }
}

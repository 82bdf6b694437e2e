package io.windlass.runtime.store;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@link Tombstones} for many threads. What is said of one uid has to be said by one thread at a
 * time; different uids are independent. Bounded: the oldest go first.
 */
final class ConcurrentTombstones {
  private final int limit;
  private final ConcurrentMap<String, Long> versions = new ConcurrentHashMap<>();
  private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  ConcurrentTombstones(int limit) {
    this.limit = limit;
  }

  void bury(String uid, long version) {
    if (versions.put(uid, Math.max(version, versions.getOrDefault(uid, version))) == null) {
      oldestFirst.add(uid);
      if (count.incrementAndGet() > limit) {
        count.decrementAndGet();
        versions.remove(oldestFirst.remove());
      }
    }
  }

  /** Whether what is said about an object is older than the news that it is gone. */
  boolean cover(String uid, long version) {
    Long buried = versions.get(uid);
    return buried != null && version <= buried;
  }
}

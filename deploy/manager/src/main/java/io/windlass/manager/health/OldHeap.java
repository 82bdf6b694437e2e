package io.windlass.manager.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import javax.management.NotificationEmitter;

/**
 * Has the old part of the heap collected whenever it has grown by a third. The serial collector by
 * itself lets it grow up to the maximum of the heap, a quarter of the machine, however little of it
 * is alive. Under other collectors, which look after that, it does nothing. A collection stops the
 * manager for about 3 ms per MB that is alive.
 */
public final class OldHeap {
  private static final String SERIAL = "Tenured Gen";
  private static final long MIB = 1 << 20;

  /** Below this nothing is collected. */
  private static final long FLOOR_BYTES = 24 * MIB;

  /** What the classes of every manager keep alive; it does not grow, so no room is left for it. */
  private static final long BASE_BYTES = 12 * MIB;

  private static final long LEAST_GROWTH_BYTES = 5 * MIB;

  private final MemoryPoolMXBean pool;
  private final MemoryMXBean memory;

  private OldHeap(MemoryPoolMXBean pool, MemoryMXBean memory) {
    this.pool = pool;
    this.memory = memory;
  }

  /** Begins, for the life of the process; empty where there is nothing to be done. */
  public static Optional<OldHeap> keepSmall() {
    Optional<OldHeap> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getName().equals(SERIAL))
            .filter(MemoryPoolMXBean::isUsageThresholdSupported)
            .findFirst()
            .map(pool -> new OldHeap(pool, ManagementFactory.getMemoryMXBean()));
    heap.ifPresent(OldHeap::begin);
    return heap;
  }

  private void begin() {
    if (memory instanceof NotificationEmitter emitter) {
      emitter.addNotificationListener((_, _) -> collect(), null, null);
      lookFor(pool.getUsage().getUsed());
    }
  }

  private void collect() {
    memory.gc();
    lookFor(pool.getUsage().getUsed());
  }

  private void lookFor(long aliveBytes) {
    pool.setUsageThreshold(threshold(aliveBytes, pool.getUsage().getMax()));
  }

  /**
   * From how much on the old part is collected next.
   *
   * @param aliveBytes what was in use after the last collection
   * @param maxBytes its maximum, negative if there is none
   * @return 0 for never: then the collector itself is near enough
   */
  static long threshold(long aliveBytes, long maxBytes) {
    long growth = Math.max(LEAST_GROWTH_BYTES, (aliveBytes - BASE_BYTES) / 3);
    long next = Math.max(FLOOR_BYTES, aliveBytes + growth);
    return maxBytes >= 0 && next > maxBytes ? 0 : next;
  }
}

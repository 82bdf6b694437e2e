package io.windlass.devcluster.sim.kubelet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The addresses of pods, out of 10.64.0.0/10; one that was given back comes again only after all
 * others. Thread-safe.
 */
final class AddressPool {
  private static final int SIZE = 1 << 22;
  private static final int BASE = (10 << 24) | (64 << 16);

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Set<String> used = new HashSet<>();

  @GuardedBy("lock")
  private int next = 1;

  /** An address that nobody has. */
  String take() {
    lock.lock();
    try {
      if (used.size() >= SIZE - 1) {
        throw new IllegalStateException("all " + SIZE + " pod addresses are in use");
      }
      String ip = text(next++ % SIZE);
      while (!used.add(ip)) {
        ip = text(next++ % SIZE);
      }
      return ip;
    } finally {
      lock.unlock();
    }
  }

  /** Somebody has it already. */
  void reserve(String ip) {
    lock.lock();
    try {
      used.add(ip);
    } finally {
      lock.unlock();
    }
  }

  void giveBack(String ip) {
    lock.lock();
    try {
      used.remove(ip);
    } finally {
      lock.unlock();
    }
  }

  private static String text(int offset) {
    int ip = BASE + offset;
    return "%d.%d.%d.%d".formatted(ip >>> 24, ip >>> 16 & 255, ip >>> 8 & 255, ip & 255);
  }
}

package io.windlass.benchmarks.reader;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts events and the CPU time that this process has used for them. Thread-safe. */
final class CpuMeter {
  private static final double NANOS = 1e9;

  private final long warmUp;
  private final long events;
  private final AtomicLong seen = new AtomicLong();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile long cpuNanosBefore;
  private volatile long cpuNanosAfter;

  CpuMeter(long warmUp, long events) {
    this.warmUp = warmUp;
    this.events = events;
  }

  static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** An event has come. */
  void tick() {
    long number = seen.incrementAndGet();
    if (number == warmUp) {
      cpuNanosBefore = cpuNanos();
    } else if (number == warmUp + events) {
      cpuNanosAfter = cpuNanos();
      done.countDown();
    }
  }

  /** Waits for all events, prints the figure and ends the process. */
  void tellAndExit() throws InterruptedException {
    done.await();
    double seconds = (cpuNanosAfter - cpuNanosBefore) / NANOS;
    System.out.println("events_per_core_second " + events / seconds);
    System.exit(0);
  }
}

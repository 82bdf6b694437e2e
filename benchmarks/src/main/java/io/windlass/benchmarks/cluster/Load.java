package io.windlass.benchmarks.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * Requests sent by several clients.
 *
 * @param count of requests
 * @param elapsed from the first request to the last answer
 * @param latency of each request in nanoseconds; in an open loop counted from the time at which it
 *     was due, so that a stall is not hidden
 */
public record Load(long count, Duration elapsed, Histogram latency) {
  private static final int DIGITS = 3;

  /** One client's requests. */
  private interface Client {
    void run(Histogram latency);
  }

  /** Each client sends its next request when the last is answered, until the time is over. */
  public static Load closed(int clients, Duration time, LongConsumer request) {
    AtomicLong next = new AtomicLong();
    long end = System.nanoTime() + time.toNanos();
    return of(
        clients,
        latency -> {
          while (System.nanoTime() < end) {
            timed(latency, System.nanoTime(), next.getAndIncrement(), request);
          }
        });
  }

  /** The same, until so many requests are answered. */
  public static Load closed(int clients, long count, LongConsumer request) {
    AtomicLong next = new AtomicLong();
    return of(
        clients,
        latency -> {
          for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            timed(latency, System.nanoTime(), i, request);
          }
        });
  }

  /** So many requests a second, whether or not the earlier ones are answered. */
  public static Load open(int clients, int perSecond, Duration time, LongConsumer request) {
    long count = time.toSeconds() * perSecond;
    long start = System.nanoTime();
    long step = Duration.ofSeconds(1).toNanos() / perSecond;
    AtomicLong next = new AtomicLong();
    return of(
        clients,
        latency -> {
          for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long due = start + i * step;
            while (System.nanoTime() < due) {
              LockSupport.parkNanos(due - System.nanoTime());
            }
            timed(latency, due, i, request);
          }
        });
  }

  public double perSecond() {
    return count * 1e9 / elapsed.toNanos();
  }

  /** A percentile of the latency in milliseconds. */
  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e6;
  }

  private static void timed(Histogram latency, long start, long number, LongConsumer request) {
    request.accept(number);
    latency.recordValue(System.nanoTime() - start);
  }

  private static Load of(int clients, Client client) {
    long start = System.nanoTime();
    List<Future<Histogram>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        running.add(
            threads.submit(
                () -> {
                  Histogram latency = new Histogram(DIGITS);
                  client.run(latency);
                  return latency;
                }));
      }
    }
    Histogram all = new Histogram(DIGITS);
    running.forEach(done -> all.add(result(done)));
    return new Load(all.getTotalCount(), Duration.ofNanos(System.nanoTime() - start), all);
  }

  private static Histogram result(Future<Histogram> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    }
  }
}

package io.windlass.benchmarks.cluster;

import io.windlass.benchmarks.figures.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** How soon watchers hear of a write. */
final class WatchDelays {
  private static final String NAMESPACE = "watched";
  private static final int PODS = 1_000;
  private static final int WATCHERS = 20;
  private static final int WRITES_PER_SECOND = 300;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration ROUND = Duration.ofSeconds(20);

  private final Bench bench;
  private final Figures figures;

  WatchDelays(Bench bench, Figures figures) {
    this.bench = bench;
    this.figures = figures;
  }

  void measure() throws IOException {
    bench.fill(NAMESPACE, PODS, PodBodies.LEFT_ALONE);
    int bytes = bench.client().get(Bench.pod(NAMESPACE, 0)).length;
    figures.tell("a pod as it is stored", bytes, "bytes");
    round(WARM_UP);
    Watched alone = round(ROUND);
    figures.atMost("event to 20 watchers at 300 writes/s, median", alone.median(), 5, "ms");
    figures.tell("the same, p99", alone.p99(), "ms");
    figures.tell("writes per second then", alone.load().perSecond(), "/s");
    // It is never read from, so that the server must hold back what it would be sent.
    try (InputStream stalled = bench.client().watch(Bench.pods(NAMESPACE) + "?watch=1")) {
      Watched beside = round(ROUND);
      figures.atMost("the same beside a watcher that stalls, median", beside.median(), 5, "ms");
      figures.tell("bytes that wait for the stalled watcher's client", stalled.available(), "");
    }
  }

  /** One round of writes and what the watchers saw of it. */
  private record Watched(Load load, Watchers watchers) {
    double median() {
      return watchers.delay().getValueAtPercentile(50) / 1e6;
    }

    double p99() {
      return watchers.delay().getValueAtPercentile(99) / 1e6;
    }
  }

  private Watched round(Duration time) throws IOException {
    ApiClient client = bench.client();
    // Objects that are there at the beginning tell of writes of long ago.
    String path = bench.watchFromNow(NAMESPACE);
    try (Watchers watchers = Watchers.of(WATCHERS, client, path)) {
      Load load = Load.open(Bench.CLIENTS, WRITES_PER_SECOND, time, this::write);
      return new Watched(load, watchers);
    }
  }

  private void write(long number) {
    String now = PodBodies.annotate(Long.toString(System.nanoTime()));
    bench.client().patch(Bench.pod(NAMESPACE, number % PODS), now);
  }
}

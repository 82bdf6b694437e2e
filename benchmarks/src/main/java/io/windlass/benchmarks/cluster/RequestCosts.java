package io.windlass.benchmarks.cluster;

import io.windlass.benchmarks.figures.Figures;
import java.io.IOException;
import java.time.Duration;

/** What requests cost with few pods in the cluster and with many; kubelets off. */
final class RequestCosts {
  private static final String NAMESPACE = "resident";
  private static final int WATCHERS = 4;
  private static final int WARM_UP = 8_000;
  private static final int WARM_PATCHES = 40_000;
  private static final Duration ROUND = Duration.ofSeconds(10);

  private final Bench bench;
  private final ApiClient client;
  private final Figures figures;
  private long present;

  RequestCosts(Bench bench, Figures figures) {
    this.bench = bench;
    this.client = bench.client();
    this.figures = figures;
  }

  /**
   * CPU time of the cluster in microseconds for one request of each kind: it does not depend on
   * what the clients on the same cores do meanwhile.
   */
  record Costs(double create, double patch, double get) {}

  /** Lets the cluster's JVM compile what it runs often: what is asked for is what it sustains. */
  void warmUp() throws IOException {
    String namespace = "warm-up";
    bench.fill(namespace, WARM_UP, PodBodies.LEFT_ALONE);
    try (Watchers _ = Watchers.of(WATCHERS, client, bench.watchFromNow(namespace))) {
      Load.closed(
          Bench.CLIENTS,
          WARM_PATCHES,
          number ->
              client.patch(
                  Bench.pod(namespace, number % WARM_UP),
                  PodBodies.annotate(Long.toString(number))));
    }
    Load.closed(Bench.CLIENTS, WARM_UP, number -> client.get(Bench.pod(namespace, number)));
    client.delete(Bench.pods(namespace) + "?gracePeriodSeconds=0");
    bench.namespace(NAMESPACE);
  }

  /** Creates up to so many pods, watched, and tells the rate. */
  void fill(int pods) throws IOException {
    try (Watchers watchers = Watchers.of(WATCHERS, client, bench.watchFromNow(NAMESPACE))) {
      long first = present;
      Load load = Load.closed(Bench.CLIENTS, pods - first, number -> create(first + number));
      present = pods;
      figures.atLeast("creates, 8 clients, 4 watchers", load.perSecond(), 1_200, "/s");
      figures.tell("creates, p99", load.millis(99), "ms");
      figures.tell("events seen per create", (double) watchers.events() / load.count(), "");
    }
  }

  /** Measures with so many pods in the cluster. */
  Costs measure(int pods) throws IOException {
    long first = present;
    Load.closed(Bench.CLIENTS, pods - first, number -> create(first + number));
    present = pods;
    String with = " with %,d pods".formatted(pods);
    double patch = patches(with);
    double get = gets(with);
    return new Costs(creates(), patch, get);
  }

  /** Holds the costs with many pods against those with few. */
  void compare(Costs few, Costs many) {
    figures.atMost("a create with many pods over one with few", many.create / few.create, 1.3, "x");
    figures.atMost("a patch with many pods over one with few", many.patch / few.patch, 1.3, "x");
    figures.atMost("a GET with many pods over one with few", many.get / few.get, 1.3, "x");
  }

  private double patches(String with) throws IOException {
    Duration before = bench.child().cpu();
    try (Watchers watchers = Watchers.of(WATCHERS, client, bench.watchFromNow(NAMESPACE))) {
      Load load = Load.closed(Bench.CLIENTS, ROUND, this::patch);
      figures.atLeast("patches, 8 clients, 4 watchers," + with, load.perSecond(), 2_000, "/s");
      figures.tell("events seen per patch", (double) watchers.events() / load.count(), "");
      return cost("a patch," + with, before, load);
    }
  }

  private double gets(String with) {
    Load alone = Load.closed(1, ROUND.dividedBy(2), this::get);
    figures.atMost("GET, one client, median," + with, alone.millis(50), 1, "ms");
    Duration before = bench.child().cpu();
    return cost("a GET," + with, before, Load.closed(Bench.CLIENTS, ROUND.dividedBy(2), this::get));
  }

  /** Pods created and at once deleted, so that their number stays. */
  private double creates() {
    Duration before = bench.child().cpu();
    Load load =
        Load.closed(
            Bench.CLIENTS,
            ROUND,
            number -> {
              client.post(
                  Bench.pods(NAMESPACE),
                  PodBodies.create("p-extra-" + number, PodBodies.LEFT_ALONE));
              client.delete(Bench.pods(NAMESPACE) + "/p-extra-" + number + "?gracePeriodSeconds=0");
            });
    return cost("a create and its delete, with %,d pods".formatted(present), before, load);
  }

  private double cost(String what, Duration before, Load load) {
    double micros = bench.child().cpu().minus(before).toNanos() / 1e3 / load.count();
    figures.tell(what + ", CPU of the cluster", micros, "us");
    return micros;
  }

  private void create(long number) {
    client.post(Bench.pods(NAMESPACE), PodBodies.create("p-" + number, PodBodies.LEFT_ALONE));
  }

  private void patch(long number) {
    client.patch(Bench.pod(NAMESPACE, number % present), PodBodies.annotate(Long.toString(number)));
  }

  private void get(long number) {
    client.get(Bench.pod(NAMESPACE, number * 7919 % present));
  }
}

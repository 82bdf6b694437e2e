package io.windlass.benchmarks.cluster;

import io.windlass.benchmarks.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * The figures of devcluster: {@code benchmarks/cluster [PODS] [RESULT]}. Clients and cluster share
 * the cores. Exit code 1 if a bar is missed.
 */
public final class ClusterFigures {
  private static final int PODS = 100_000;
  private static final int NODES = 10_000;
  private static final double GIB = 1L << 30;

  private ClusterFigures() {}

  /**
   * Measures all and prints a table.
   *
   * @param arguments how many pods, 100,000 by default, and the file for the result, by default
   *     none
   */
  public static void main(String[] arguments) throws IOException {
    int pods = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PODS;
    Figures figures = new Figures();
    requests(figures, pods);
    watches(figures);
    resident(figures, pods);
    figures.finish(Arrays.stream(arguments).skip(1).findFirst().map(Path::of));
  }

  private static void requests(Figures figures, int pods) throws IOException {
    try (Bench bench = Bench.start(0)) {
      figures.atMost("start of the JVM to serving", bench.secondsToServing(), 2, "s");
      RequestCosts costs = new RequestCosts(bench, figures);
      costs.warmUp();
      RequestCosts.Costs few = costs.measure(1_000);
      costs.fill(pods);
      RequestCosts.Costs many = costs.measure(pods);
      figures.tell("heap with the pods, no nodes", bench.child().heapBytes() / GIB, "GiB");
      costs.compare(few, many);
    }
  }

  private static void watches(Figures figures) throws IOException {
    try (Bench bench = Bench.start(0)) {
      new WatchDelays(bench, figures).measure();
    }
  }

  private static void resident(Figures figures, int pods) throws IOException {
    int nodes = NODES * pods / PODS;
    try (Bench bench = Bench.start(nodes)) {
      bench.fill("kubelets", pods, PodBodies.RUN).tellTo(figures, "creates, kubelets on");
      bench.awaitRunning("kubelets", Duration.ofMinutes(20));
      double heap = bench.child().heapBytes() / GIB;
      String what = "heap with %,d nodes and %,d pods that run".formatted(nodes, pods);
      figures.atMost(what, heap, 4, "GiB");
    }
  }
}

package io.windlass.benchmarks.rim;

import static io.windlass.benchmarks.figures.ThisProcess.cpuSeconds;
import static io.windlass.benchmarks.figures.ThisProcess.heapBytes;
import static io.windlass.benchmarks.figures.ThisProcess.secondsSince;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.benchmarks.cluster.ApiClient;
import io.windlass.benchmarks.cluster.ClusterChild;
import io.windlass.benchmarks.cluster.Load;
import io.windlass.benchmarks.figures.Figures;
import io.windlass.controllers.adapter.josdk.PrimaryRim;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Do 50,000 primaries come through the rim in 5 seconds, and do they cost nothing afterwards?
 * {@code benchmarks/rim [FILE [PRIMARIES]]}. The cluster is a devcluster in another process; the
 * JVM that reads is cold, as a manager's is at its start.
 */
public final class RimFigures {
  private static final int PRIMARIES = 50_000;
  private static final int CLIENTS = 8;
  private static final int HANDED_OVER_WITHIN_SECONDS = 120;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(10);

  private RimFigures() {}

  /**
   * Measures and prints a table.
   *
   * @param arguments the file for the result, empty for none, and how many primaries there are
   */
  public static void main(String[] arguments) throws IOException {
    Optional<Path> file =
        Arrays.stream(arguments).findFirst().filter(name -> !name.isEmpty()).map(Path::of);
    int primaries = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PRIMARIES;
    Figures figures = new Figures();
    try (ClusterChild cluster =
        ClusterChild.start(Files.createTempDirectory("windlass-bench"), 0)) {
      fill(cluster, primaries, figures);
      read(cluster, primaries, figures);
    }
    figures.finish(file);
  }

  private static void fill(ClusterChild cluster, int primaries, Figures figures) {
    try (ApiClient client = ApiClient.of(cluster.kubeconfig())) {
      CloneSets cloneSets = new CloneSets(client);
      cloneSets.prepare();
      Load load = Load.closed(CLIENTS, primaries, cloneSets::create);
      figures.tell("CloneSets", primaries, "");
      figures.tell("a CloneSet as it is stored", cloneSets.sizeBytes(0), "bytes");
      figures.tell("created by the benchmark", load.perSecond(), "/s");
    }
  }

  private static void read(ClusterChild cluster, int primaries, Figures figures) {
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
            .withOnlyHttpWatches(true)
            .build();
    ObjectStore<CloneSetView> store =
        new ConcurrentObjectStore<>(StoredType.of(CloneSetView::meta));
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        VirtualThreadScheduler threads = new VirtualThreadScheduler()) {
      WorkQueue<ObjectKey> queue =
          new ConcurrentWorkQueue<>(
              "cloneset", threads.platform(RuntimeMetrics.NONE), Pace.DEFAULT);
      client.getKubernetesVersion();
      double before = heapBytes();
      double cpu = cpuSeconds();
      long start = System.nanoTime();
      try (PrimaryRim rim =
          PrimaryRim.startCloneSets(
              client, Set.of(), new PrimaryRim.Engine<>(store, CloneSetView::meta, queue))) {
        figures.tell("until the framework has listed them", secondsSince(start), "s");
        awaitSize(store, primaries, start);
        figures.atMost("until all are in the store and queued", secondsSince(start), 5, "s");
        figures.tell("CPU of that", cpuSeconds() - cpu, "s");
        figures.tell("keys that wait for a run then", queue.depth(), "");
        figures.tell("heap of a primary", (heapBytes() - before) / primaries, "bytes");
        figures.atMost("CPU of the idle rim, part of a core", idlePercent(), 1, "%");
        require(rim.isHealthy());
      }
    }
  }

  private static void awaitSize(ObjectStore<CloneSetView> store, int size, long start) {
    while (store.size() < size) {
      if (secondsSince(start) > HANDED_OVER_WITHIN_SECONDS) {
        throw new IllegalStateException("only %d primaries came".formatted(store.size()));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static double idlePercent() {
    settle();
    double before = cpuSeconds();
    long start = System.nanoTime();
    while (secondsSince(start) < IDLE.toSeconds()) {
      LockSupport.parkNanos(IDLE.toNanos());
    }
    return 100 * (cpuSeconds() - before) / secondsSince(start);
  }

  /** Compilation in the background goes on for a while. */
  private static void settle() {
    long start = System.nanoTime();
    while (secondsSince(start) < SETTLED_AFTER.toSeconds()) {
      LockSupport.parkNanos(SETTLED_AFTER.toNanos());
    }
  }

  private static void require(boolean isHealthy) {
    if (!isHealthy) {
      throw new IllegalStateException("the watch of the primaries broke");
    }
  }
}

package io.windlass.benchmarks.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.benchmarks.figures.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A cluster that is measured, and the client that does it. */
record Bench(ClusterChild child, ApiClient client) implements AutoCloseable {
  static final int CLIENTS = 8;

  static Bench start(int nodes) throws IOException {
    Path folder = Files.createTempDirectory("windlass-bench");
    ClusterChild child = ClusterChild.start(folder, nodes);
    return new Bench(child, ApiClient.of(child.kubeconfig()));
  }

  double secondsToServing() {
    return child.startToServing().toMillis() / 1e3;
  }

  void namespace(String name) {
    client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + name + "\"}}");
  }

  /** Creates a namespace with so many pods, {@code p-0} and so on. */
  Filled fill(String namespace, int pods, String scheduler) {
    namespace(namespace);
    Duration before = child.cpu();
    Load load =
        Load.closed(
            CLIENTS,
            pods,
            number -> client.post(pods(namespace), PodBodies.create("p-" + number, scheduler)));
    return new Filled(load, child.cpu().minus(before));
  }

  /** How a namespace was filled, and the cluster's CPU time for it. */
  record Filled(Load load, Duration cpu) {
    void tellTo(Figures figures, String what) {
      figures.tell(what, load.perSecond(), "/s");
      figures.tell(what + ", CPU of the cluster", cpu.toNanos() / 1e3 / load.count(), "us each");
    }
  }

  /** Waits until all pods of a namespace run. */
  void awaitRunning(String namespace, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    String others = pods(namespace) + "?limit=1&fieldSelector=status.phase%21%3DRunning";
    while (!new String(client.get(others), UTF_8).contains("\"items\":[]")) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(namespace + ": not all pods run after " + atMost);
      }
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }
  }

  /** The path of a watch that begins with the next change. */
  String watchFromNow(String namespace) {
    String list = new String(client.get(pods(namespace) + "?limit=1"), UTF_8);
    String version = list.replaceFirst("(?s).*?\"resourceVersion\":\"(\\d+)\".*", "$1");
    return pods(namespace) + "?watch=1&resourceVersion=" + version;
  }

  static String pods(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/pods";
  }

  static String pod(String namespace, long number) {
    return pods(namespace) + "/p-" + number;
  }

  @Override
  public void close() throws IOException {
    client.close();
    child.close();
  }
}

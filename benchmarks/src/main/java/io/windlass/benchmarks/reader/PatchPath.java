package io.windlass.benchmarks.reader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.windlass.controllers.adapter.fabric8.AnswerStores;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.Fabric8Writer;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Patches pods, many at once: over the manager's own connections, or through fabric8's client as it
 * comes, on the HTTP library that is first on the class path.
 */
public final class PatchPath {
  private static final int AT_ONCE = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e3;
  private static final double KILO = 1024;

  private PatchPath() {}

  /**
   * Sends bursts of {@value #AT_ONCE} patches and prints what they cost.
   *
   * @param arguments the URL, bursts of warm-up, bursts to measure, {@code own} or {@code fabric8}
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    int bursts = Integer.parseInt(arguments[2]);
    KubernetesClient client = OwnPath.client(arguments[0]);
    Sending writer = arguments[3].equals("own") ? own(client) : fabric8(client, arguments[0]);
    writer.send(0);
    System.out.println("first_answer_ms " + ManagementFactory.getRuntimeMXBean().getUptime());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      bursts(writer, threads, Integer.parseInt(arguments[1]));
      long cpu = CpuMeter.cpuNanos();
      long start = System.nanoTime();
      bursts(writer, threads, bursts);
      double patches = (double) bursts * AT_ONCE;
      System.out.println("cpu_us " + (CpuMeter.cpuNanos() - cpu) / MICROS / patches);
      System.out.println("per_second " + patches * NANOS / (System.nanoTime() - start));
    }
    System.out.println("rss_mb " + residentMegabytes());
    System.out.println("is_jdk " + (isJdk(client) ? 1 : 0));
    System.exit(0);
  }

  private static boolean isJdk(KubernetesClient client) {
    return client.getHttpClient().getClass().getPackageName().endsWith(".jdkhttp");
  }

  private static void bursts(Sending writer, ExecutorService threads, int count)
      throws InterruptedException, ExecutionException {
    for (int burst = 0; burst < count; burst++) {
      List<Future<?>> sent = new ArrayList<>(AT_ONCE);
      for (int i = 0; i < AT_ONCE; i++) {
        int pod = i;
        sent.add(threads.submit(() -> writer.send(pod)));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }

  /** Patches one pod and waits for the answer. */
  @FunctionalInterface
  private interface Sending {
    void send(int pod);
  }

  private static Sending own(KubernetesClient client) {
    Writer writer = new Fabric8Writer(Fabric8Http.of(client, TIMEOUT), AnswerStores.none());
    return pod -> {
      Json.Obj note = Json.ofTexts(Map.of("example.com/note", "n" + pod));
      Json.Obj body = new Json.Obj(Map.of("metadata", new Json.Obj(Map.of("annotations", note))));
      WriteResult result =
          writer.write(
              new Action.Patch(
                  new Action.Target(ResourceKind.POD, new ObjectKey("default", "pod-" + pod)),
                  "",
                  Action.PatchType.MERGE,
                  body,
                  Action.Precondition.NONE));
      if (!(result instanceof WriteResult.Applied)) {
        throw new IllegalStateException("patch of pod-" + pod + ": " + result);
      }
    };
  }

  /** The same bytes to and fro; the answer is not even looked at. */
  private static Sending fabric8(KubernetesClient client, String url) {
    HttpClient http = client.getHttpClient();
    return pod -> {
      String body = "{\"metadata\":{\"annotations\":{\"example.com/note\":\"n" + pod + "\"}}}";
      int code =
          http.sendAsync(
                  http.newHttpRequestBuilder()
                      .uri(url + "/api/v1/namespaces/default/pods/pod-" + pod)
                      .setHeader("Accept", "application/json")
                      .method("PATCH", "application/merge-patch+json", body)
                      .build(),
                  byte[].class)
              .join()
              .code();
      if (code != HttpURLConnection.HTTP_OK) {
        throw new IllegalStateException("patch of pod-" + pod + ": " + code);
      }
    };
  }

  /** As Linux tells it; not a number elsewhere. */
  private static double residentMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILO)
        .findFirst()
        .orElse(Double.NaN);
  }
}

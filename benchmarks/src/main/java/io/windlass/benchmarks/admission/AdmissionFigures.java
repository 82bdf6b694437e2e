package io.windlass.benchmarks.admission;

import static io.windlass.benchmarks.figures.ThisProcess.cpuSeconds;
import static io.windlass.benchmarks.figures.ThisProcess.heapBytes;
import static io.windlass.benchmarks.figures.ThisProcess.secondsSince;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.benchmarks.cluster.ApiClient;
import io.windlass.benchmarks.cluster.ClusterChild;
import io.windlass.benchmarks.cluster.Load;
import io.windlass.benchmarks.figures.Figures;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.Features;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.ServedWebhooks;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Is a manager ready in 30 seconds where there are 50,000 SidecarSets, and does it then answer
 * 2,000 new pods a second? {@code benchmarks/admission [FILE [SIDECARSETS]]}. Server and clients
 * share the machine; the cluster is a devcluster in another process.
 */
public final class AdmissionFigures {
  private static final int SIDECAR_SETS = 50_000;
  private static final int CLIENTS = 8;
  private static final int PER_SECOND = 2_000;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final int CHECKED = 2_000;
  private static final String VALIDATION = "/validate-apps-kruise-io-sidecarset";
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final double MEBIBYTE = 1024.0 * 1024;

  private AdmissionFigures() {}

  /** Measures and prints a table. */
  public static void main(String[] arguments) throws IOException {
    Optional<Path> file =
        Arrays.stream(arguments).findFirst().filter(name -> !name.isEmpty()).map(Path::of);
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SIDECAR_SETS;
    Figures figures = new Figures();
    try (ClusterChild cluster = ClusterChild.start(Files.createTempDirectory("windlass-bench"), 0);
        KubernetesClient client = client(cluster);
        ApiClient api = ApiClient.of(cluster.kubeconfig())) {
      ManySidecarSets.install(client);
      for (String name : new String[] {"shop", "windlass"}) {
        client
            .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
            .create();
      }
      ManySidecarSets sets = new ManySidecarSets(api);
      Load fill = Load.closed(CLIENTS, count, sets::create);
      figures.tell("SidecarSets", count, "");
      figures.tell("created by the benchmark", fill.perSecond(), "/s");
      serve(client, sets, figures);
    }
    figures.finish(file);
  }

  private static KubernetesClient client(ClusterChild cluster) {
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
            .withOnlyHttpWatches(true)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static void serve(KubernetesClient client, ManySidecarSets sets, Figures figures)
      throws IOException {
    long start = System.nanoTime();
    try (VirtualThreadScheduler threads = new VirtualThreadScheduler();
        ServedWebhooks served =
            ServedWebhooks.start(
                client,
                new ServedWebhooks.Setup(
                    "windlass",
                    WebhookSettings.local("webhook-tls", InjectionSettings.DEFAULT),
                    Features.DEFAULT),
                threads.platform(RuntimeMetrics.NONE),
                AdmissionMetrics.NONE)) {
      String authority =
          client
              .secrets()
              .inNamespace("windlass")
              .withName("webhook-tls")
              .get()
              .getData()
              .get("ca.crt");
      byte[] trusted = Base64.getDecoder().decode(authority);
      int port = served.webhooks().port();
      ReviewClient reviews = new ReviewClient(trusted, port, "/mutate-pod", review());
      await(() -> reviews.send().contains("\"patch\""));
      figures.atMost("from the start to the first pod injected", secondsSince(start), 30, "s");
      figures.atMost(
          "most heap that it may take", Runtime.getRuntime().maxMemory() / MEBIBYTE, 512, "MiB");
      figures.tell("heap that is held then", heapBytes() / MEBIBYTE, "MiB");
      load(reviews, figures);
      edit(reviews, sets, figures);
      check(trusted, port, figures);
    }
  }

  private static void load(ReviewClient reviews, Figures figures) {
    figures.tell("a review as it is sent", review().length(), "bytes");
    Load.closed(CLIENTS, WARM_UP, _ -> reviews.mustInject());
    Load closed = Load.closed(CLIENTS, MEASURED, _ -> reviews.mustInject());
    figures.atLeast("answered as fast as they come back", closed.perSecond(), PER_SECOND, "/s");
    Load open = Load.open(CLIENTS, PER_SECOND, MEASURED, _ -> reviews.mustInject());
    figures.tell("p50 of %,d a second".formatted(PER_SECOND), open.millis(50), "ms");
    figures.atMost("p99 of %,d a second".formatted(PER_SECOND), open.millis(99), 10, "ms");
    figures.tell("p99.9 of the same", open.millis(99.9), "ms");
  }

  private static void edit(ReviewClient reviews, ManySidecarSets sets, Figures figures) {
    String before = reviews.send();
    double cpu = cpuSeconds();
    long start = System.nanoTime();
    sets.edit(0, "agent:2");
    await(() -> !reviews.send().equals(before));
    figures.tell("from an edit to the first pod with it", secondsSince(start) * 1_000, "ms");
    figures.tell("CPU of all that", (cpuSeconds() - cpu) * 1_000, "ms");
  }

  private static void check(byte[] trusted, int port, Figures figures) {
    ReviewClient reviews = new ReviewClient(trusted, port, VALIDATION, ManySidecarSets.edited(7));
    Load.closed(1, CHECKED, _ -> reviews.mustAllow());
    Load checked = Load.closed(1, CHECKED, _ -> reviews.mustAllow());
    figures.atMost("an edit checked against all the others, p50", checked.millis(50), 10, "ms");
    figures.tell("an edit checked against all the others, p99", checked.millis(99), "ms");
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    while (!condition.holds()) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static String review() {
    String env =
        IntStream.range(0, 70)
            .mapToObj(
                i ->
                    "{\"name\":\"SETTING_%02d\",\"value\":\"value of setting %02d\"}"
                        .formatted(i, i))
            .collect(Collectors.joining(","));
    return """
    {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"r-1",
     "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1",
     "resource":"pods"},"name":"web-1","namespace":"shop","operation":"CREATE","dryRun":false,
     "userInfo":{"username":"system:serviceaccount:kube-system:replicaset-controller"},
     "object":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"web-1","namespace":"shop",
      "labels":{"app":"web","tier":"frontend"}},"spec":{"containers":[{"name":"main",
      "image":"web:1","env":[%s],"volumeMounts":[{"name":"cache","mountPath":"/cache"}],
      "imagePullPolicy":"IfNotPresent","terminationMessagePath":"/dev/termination-log"}],
      "volumes":[{"name":"cache","emptyDir":{}}],"restartPolicy":"Always",
      "dnsPolicy":"ClusterFirst","schedulerName":"default-scheduler"}},"oldObject":null}}
    """
        .formatted(env);
  }
}

package io.windlass.benchmarks.autoscaling;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.benchmarks.cluster.ApiClient;
import io.windlass.benchmarks.cluster.ClusterChild;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.controllers.autoscaling.AutoscalerController;
import io.windlass.controllers.autoscaling.world.ClusterSurvey;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.crds.Crds;
import io.windlass.runtime.apply.Limits.Rate;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** An API server in a process of its own, and a controller of autoscalers in this one. */
final class TimedSite implements AutoCloseable {
  static final String AGENT = "bench-autoscaler";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int HANDS = 16;

  /** Something with a scale that nobody looks after. */
  private static final String WIDGETS =
      """
      {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
       "metadata":{"name":"widgets.bench.io"},
       "spec":{"group":"bench.io","scope":"Namespaced","names":{"kind":"Widget","plural":"widgets"},
         "versions":[{"name":"v1","served":true,"storage":true,
           "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},
           "subresources":{"status":{},"scale":{"specReplicasPath":".spec.replicas",
             "statusReplicasPath":".status.replicas","labelSelectorPath":".status.selector"}}}]}}
      """;

  private final ClusterChild cluster;
  private final ApiClient api;
  private final VirtualThreadScheduler threads = new VirtualThreadScheduler();
  private final KubernetesClient client;

  TimedSite(int nodes) throws IOException {
    cluster = ClusterChild.start(Files.createTempDirectory("bench-autoscaling"), nodes);
    api = ApiClient.of(cluster.kubeconfig());
    client = client(cluster.kubeconfig());
    api.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", WIDGETS);
    for (Crds.Document document : Crds.all()) {
      client.resource(document.yaml()).create();
    }
    until(
        () -> isServed("/apis/bench.io/v1") && isServed("/apis/autoscaling.windlass.io/v1alpha1"));
  }

  private boolean isServed(String path) {
    return client.raw(path) != null;
  }

  private static KubernetesClient client(Path kubeconfig) {
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
            .withUserAgent(AGENT)
            .withOnlyHttpWatches(true)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  ApiClient api() {
    return api;
  }

  void namespace(String name) {
    api.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"%s\"}}".formatted(name));
  }

  /** Does something so many times, sixteen at once. */
  static void times(int count, IntConsumer work) {
    try (ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
      for (int i = 0; i < count; i++) {
        int number = i;
        hands.execute(() -> work.accept(number));
      }
    }
  }

  /** Autoscalers 0 to {@code count} of as many widgets in a namespace. */
  void widgets(String namespace, int count, String windows) {
    namespace(namespace);
    times(
        count,
        i -> {
          api.post(
              "/apis/bench.io/v1/namespaces/" + namespace + "/widgets",
              """
              {"apiVersion":"bench.io/v1","kind":"Widget","metadata":{"name":"w-%d"},"spec":{"replicas":1}}
              """
                  .formatted(i));
          autoscaler(
              namespace,
              """
              {"apiVersion":"autoscaling.windlass.io/v1alpha1","kind":"TimedPodAutoscaler",
               "metadata":{"name":"w-%d"},
               "spec":{"scaleTargetRef":{"apiVersion":"bench.io/v1","kind":"Widget","name":"w-%d"},
                       "minReplicas":1,"maxReplicas":9,"windows":[%s]}}
              """
                  .formatted(i, i, windows));
        });
  }

  void autoscaler(String namespace, String document) {
    api.post(
        "/apis/autoscaling.windlass.io/v1alpha1/namespaces/" + namespace + "/timedpodautoscalers",
        document);
  }

  /** Starts a controller; {@code rate} is empty for no limit. */
  AutoscalerController start(CountedTurns turns, Optional<Rate> rate) {
    Platform platform = threads.platform(RuntimeMetrics.NONE);
    ClusterSurvey survey =
        ClusterSurvey.shared(JsonApi.of(client, TIMEOUT), platform.ticker(), TIMEOUT, 5_000);
    return AutoscalerController.start(
        client,
        new AutoscalerController.Settings(Set.of(), rate, TIMEOUT),
        new AutoscalerController.Ports(platform, _ -> {}, turns, survey, Term.UNCONTESTED));
  }

  /** Writes of status by the controller so far. */
  long statusWrites() {
    Json audit = JsonText.parse(new String(api.get("/debug/audit"), StandardCharsets.UTF_8));
    return ((Json.Obj) audit)
        .fields().entrySet().stream()
            .filter(it -> it.getKey().startsWith(AGENT))
            .filter(it -> it.getKey().contains("timedpodautoscalers/status"))
            .mapToLong(it -> it.getValue().number().orElse(0L))
            .sum();
  }

  /** Waits for a fact, patiently. */
  static void until(BooleanSupplier fact) {
    while (!fact.getAsBoolean()) {
      rest(Duration.ofMillis(100));
    }
  }

  /** Lets time pass. */
  static void rest(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    threads.close();
    api.close();
    cluster.close();
  }
}

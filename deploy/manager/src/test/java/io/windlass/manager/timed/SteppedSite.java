package io.windlass.manager.timed;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.crds.Crds;
import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.devcluster.sim.SimulationOptions;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A cluster on stepped time where CloneSets are looked after, on real time, and autoscalers are
 * only known.
 */
final class SteppedSite implements AutoCloseable {
  static final String NAMESPACE = "shop";

  private static final String TIMED = "timedpodautoscalers.";

  private final Deque<Runnable> open = new ArrayDeque<>();
  private final DevCluster cluster;
  private final KubernetesClient user;

  SteppedSite(Path folder, SteppedClock clock, RequestGate gate)
      throws IOException, InterruptedException {
    DevClusterOptions options = DevClusterOptions.in(folder, clock).withGate(gate);
    SimulationOptions simulation =
        options
            .simulation()
            .withDelays(Duration.ZERO, Duration.ZERO)
            .withNoise(SimulationOptions.Noise.LITTLE);
    cluster = keep(DevCluster.start(options.withSimulation(simulation)), DevCluster::close);
    user = client("user");
    user.resource("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}")
        .create();
    define(name -> !name.startsWith(TIMED));
    VirtualThreadScheduler threads =
        keep(new VirtualThreadScheduler(), VirtualThreadScheduler::close);
    keep(
        ControllerRuntime.startInTerm(
            client("engine"),
            threads.platform(RuntimeMetrics.NONE),
            RuntimeSettings.DEFAULT.forWorkloads(),
            Term.UNCONTESTED),
        ControllerRuntime::close);
    define(name -> name.startsWith(TIMED));
  }

  private <T> T keep(T part, Consumer<T> close) {
    open.push(() -> close.accept(part));
    return part;
  }

  KubernetesClient user() {
    return user;
  }

  /** A client that the gate knows by this name. */
  KubernetesClient client(String agent) {
    Config read = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    Config config =
        new ConfigBuilder(read)
            .withUserAgent(agent)
            .withNamespace(NAMESPACE)
            .withOnlyHttpWatches(true)
            .withRequestRetryBackoffLimit(0)
            .build();
    return keep(new KubernetesClientBuilder().withConfig(config).build(), KubernetesClient::close);
  }

  private void define(Predicate<String> which) {
    for (Crds.Document document : Crds.all()) {
      CustomResourceDefinition definition =
          Serialization.unmarshal(document.yaml(), CustomResourceDefinition.class);
      if (which.test(definition.getMetadata().getName())) {
        define(definition);
      }
    }
  }

  private void define(CustomResourceDefinition definition) {
    var resource = user.apiextensions().v1().customResourceDefinitions().resource(definition);
    resource.create();
    soon(
        () ->
            resource.get().getStatus().getConditions().stream()
                .anyMatch(
                    it -> it.getType().equals("Established") && it.getStatus().equals("True")));
  }

  /** Waits for what other parts make true on real time. */
  static void soon(Callable<Boolean> fact) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(3))
        .until(fact);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}

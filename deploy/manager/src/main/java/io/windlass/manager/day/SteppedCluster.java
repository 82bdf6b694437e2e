package io.windlass.manager.day;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.controllers.autoscaling.AutoscalerController;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.controllers.autoscaling.world.ClusterSurvey;
import io.windlass.crds.Crds;
import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.devcluster.sim.Fault;
import io.windlass.devcluster.sim.SimulationOptions;
import io.windlass.manager.access.ClusterAccess;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A cluster on stepped time with all controllers. CloneSets are looked after on real time, in which
 * a step is as good as endless: before time goes on, the pods that were asked for are there. To be
 * used by one thread.
 */
public final class SteppedCluster implements AutoCloseable {
  /** What the audit calls who looks after autoscalers. */
  public static final String AUTOSCALER = "windlass-autoscaler";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration OLDEST_SURROUNDINGS = Duration.ofSeconds(30);
  private static final int NODES = 8;
  private static final long MOST_REPLICAS = 5_000;
  private static final String TIMED = "timedpodautoscalers.";

  private final Deque<Runnable> open = new ArrayDeque<>();
  private final SteppedClock clock;
  private final DevCluster cluster;
  private final VirtualThreadScheduler threads;
  private final SteppedScheduler scheduler;
  private final KubernetesClient user;

  private SteppedCluster(Path folder, Instant start, Set<Fault> faults) {
    clock = new SteppedClock(start);
    DevClusterOptions options = DevClusterOptions.in(folder, clock);
    SimulationOptions simulation =
        SimulationOptions.of(NODES)
            .withFaults(faults)
            .withDelays(Duration.ZERO, Duration.ZERO)
            .withNoise(SimulationOptions.Noise.LITTLE);
    cluster = DevCluster.start(options.withSimulation(simulation));
    open.push(cluster::close);
    threads = new VirtualThreadScheduler();
    open.push(threads::close);
    scheduler = new SteppedScheduler(threads, clock);
    user = client("windlass-demo");
  }

  /** Starts one whose clock shows an instant, and in it the controllers; they act. */
  public static SteppedCluster start(Path folder, Instant start, Set<Fault> faults)
      throws IOException, InterruptedException {
    SteppedCluster started = new SteppedCluster(folder, start, faults);
    boolean acts = false;
    try {
      started.act();
      acts = true;
      return started;
    } finally {
      if (!acts) {
        started.close();
      }
    }
  }

  private void act() throws IOException, InterruptedException {
    define(false);
    ControllerRuntime runtime =
        ControllerRuntime.startInTerm(
            client("windlass-manager"),
            threads.platform(RuntimeMetrics.NONE),
            RuntimeSettings.DEFAULT.forWorkloads(),
            Term.UNCONTESTED);
    open.push(runtime::close);
    define(true);
    KubernetesClient client = client(AUTOSCALER);
    Platform stepped = new Platform(scheduler, scheduler);
    AutoscalerController autoscalers =
        AutoscalerController.start(
            client,
            new AutoscalerController.Settings(Set.of(), Optional.empty(), PATIENCE),
            new AutoscalerController.Ports(
                stepped,
                _ -> {},
                AutoscalerFigures.NONE,
                ClusterSurvey.shared(
                    JsonApi.of(client, PATIENCE),
                    stepped.ticker(),
                    OLDEST_SURROUNDINGS,
                    MOST_REPLICAS),
                Term.UNCONTESTED));
    open.push(autoscalers::close);
  }

  private void define(boolean timed) {
    for (Crds.Document document : Crds.all()) {
      CustomResourceDefinition definition =
          Serialization.unmarshal(document.yaml(), CustomResourceDefinition.class);
      if (definition.getMetadata().getName().startsWith(TIMED) == timed) {
        var stored = user.resource(definition);
        stored.create();
        stored.waitUntilCondition(
            SteppedCluster::isEstablished, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private static boolean isEstablished(CustomResourceDefinition found) {
    return found != null
        && found.getStatus() != null
        && found.getStatus().getConditions().stream()
            .anyMatch(it -> it.getType().equals("Established") && it.getStatus().equals("True"));
  }

  /** The person's client. */
  public KubernetesClient user() {
    return user;
  }

  public Instant now() {
    return clock.now();
  }

  /** Lets time go on to an instant, and waits until what becomes due has been done. */
  public void advanceTo(Instant instant) throws InterruptedException {
    clock.advance(Duration.between(clock.now(), instant));
    settle();
  }

  /** Waits until the autoscaler has done what is due. */
  public void settle() throws InterruptedException {
    if (!scheduler.awaitQuiet(PATIENCE)) {
      throw new IllegalStateException("the autoscaler's work did not end within " + PATIENCE);
    }
  }

  /** Requests so far, by {@code "agent verb resource code"}. */
  public Map<String, Long> requests() {
    return cluster.audit().counts();
  }

  private KubernetesClient client(String agent) {
    KubernetesClient client =
        new ClusterAccess(Optional.of(cluster.kubeconfig()), Optional.empty(), agent, PATIENCE)
            .connect();
    open.push(client::close);
    return client;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}

package io.windlass.manager.timed;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.controllers.autoscaling.AutoscalerController;
import io.windlass.controllers.autoscaling.world.Survey;
import io.windlass.core.autoscaling.check.World;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.crds.Crds;
import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.devcluster.sim.SimulationOptions;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A cluster on stepped time with a CloneSet {@code web} and a controller of autoscalers. CloneSets
 * are looked after on real time, in which the second of a step is as good as endless: before time
 * goes on, what was asked for is there.
 */
final class SteppedDay implements AutoCloseable {
  static final String NAMESPACE = "shop";

  private static final String TIMED = "timedpodautoscalers.";
  private static final Duration STEP = Duration.ofSeconds(5);

  private final Deque<Runnable> open = new ArrayDeque<>();
  private final Outage outage = new Outage();
  private final Recorder recorder;
  private final SteppedClock clock;
  private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);
  private final QuietScheduler scheduler;
  private final KubernetesClient user;
  private final KubernetesClient manager;
  private Optional<AutoscalerController> controller = Optional.empty();

  SteppedDay(Path folder, String start) throws IOException, InterruptedException {
    clock = new SteppedClock(Instant.parse(start));
    recorder = new Recorder(this::wallClock);
    scheduler = keep(new QuietScheduler(clock), QuietScheduler::close);
    DevClusterOptions options = DevClusterOptions.in(folder, clock).withGate(outage);
    DevCluster cluster =
        keep(
            DevCluster.start(
                options.withSimulation(
                    options
                        .simulation()
                        .withDelays(Duration.ZERO, Duration.ZERO)
                        .withNoise(SimulationOptions.Noise.LITTLE))),
            DevCluster::close);
    user = keep(client(cluster, "user"), KubernetesClient::close);
    manager = keep(client(cluster, "autoscaler"), KubernetesClient::close);
    user.resource("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}")
        .create();
    define(name -> !name.startsWith(TIMED));
    VirtualThreadScheduler threads =
        keep(new VirtualThreadScheduler(), VirtualThreadScheduler::close);
    keep(
        ControllerRuntime.startInTerm(
            keep(client(cluster, "engine"), KubernetesClient::close),
            threads.platform(RuntimeMetrics.NONE),
            RuntimeSettings.DEFAULT,
            Term.UNCONTESTED),
        ControllerRuntime::close);
    define(name -> name.startsWith(TIMED));
  }

  private static KubernetesClient client(DevCluster cluster, String agent) throws IOException {
    Config read = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    Config config =
        new ConfigBuilder(read)
            .withUserAgent(agent)
            .withNamespace(NAMESPACE)
            .withOnlyHttpWatches(true)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private void define(Predicate<String> which) {
    for (Crds.Document document : Crds.all()) {
      CustomResourceDefinition definition =
          Serialization.unmarshal(document.yaml(), CustomResourceDefinition.class);
      if (which.test(definition.getMetadata().getName())) {
        user.resource(definition).create();
        soon(
            () ->
                user
                    .apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .resource(definition)
                    .get()
                    .getStatus()
                    .getConditions()
                    .stream()
                    .anyMatch(
                        it -> it.getType().equals("Established") && it.getStatus().equals("True")));
      }
    }
  }

  private <T> T keep(T part, Consumer<T> close) {
    open.push(() -> close.accept(part));
    return part;
  }

  Outage outage() {
    return outage;
  }

  Recorder recorder() {
    return recorder;
  }

  KubernetesClient user() {
    return user;
  }

  Instant now() {
    return clock.now();
  }

  private Instant wallClock() {
    return clock.now().plus(shift.get());
  }

  /** The controller's wall clock jumps, and nothing else. */
  void jump(Duration by) {
    shift.set(by);
  }

  /** A CloneSet {@code web}, each pod of which requests 400m, with this load of all together. */
  void web(int replicas, String load) {
    create(
        """
        {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, metadata: {name: web},
         spec: {replicas: %d, selector: {matchLabels: {app: web}},
                template: {metadata: {labels: {app: web}, annotations: {sim.windlass.io/shared-cpu: '%s'}},
                           spec: {containers: [{name: main, image: 'web:1',
                                                resources: {requests: {cpu: 400m}}}]}}}}
        """
            .formatted(replicas, load));
    awaitPods();
  }

  /** An autoscaler {@code web} of it; {@code spec} is what stands beside the target. */
  void autoscaler(String spec) {
    create(
        """
        {apiVersion: autoscaling.windlass.io/v1alpha1, kind: TimedPodAutoscaler,
         metadata: {name: web},
         spec: {scaleTargetRef: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: web},
                %s}}
        """
            .formatted(spec));
  }

  void create(String yaml) {
    GenericKubernetesResource object =
        Serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class);
    object.getMetadata().setNamespace(NAMESPACE);
    user.resource(object).create();
  }

  /** Forgets target, autoscaler and all that was told, to begin anew at this moment. */
  void clear() {
    stop();
    outage.end();
    resource("autoscaling.windlass.io/v1alpha1", "TimedPodAutoscaler").delete();
    resource("apps.kruise.io/v1alpha1", "CloneSet").delete();
    soon(() -> user.pods().inNamespace(NAMESPACE).list().getItems().isEmpty());
    recorder.clear();
  }

  /** Starts the controller; what it first does has been done when this returns. */
  SteppedDay start() {
    controller =
        Optional.of(
            AutoscalerController.start(
                manager,
                new AutoscalerController.Settings(
                    Set.of(NAMESPACE), Optional.empty(), Duration.ofSeconds(20)),
                new AutoscalerController.Ports(
                    new Platform(scheduler, this::wallClock),
                    recorder,
                    recorder,
                    SteppedDay::alone,
                    Term.UNCONTESTED)));
    settle();
    return this;
  }

  /** Another process takes over at this moment. */
  void restart() {
    stop();
    start();
  }

  void stop() {
    controller.ifPresent(AutoscalerController::close);
    scheduler.awaitQuiet();
    controller = Optional.empty();
  }

  private static World alone(Survey.Asked asked) {
    World.Workload web =
        new World.Workload(
            1, "app=web", Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of());
    return new World(
        new World.Self("web", "1"),
        new World.Target.Found(web),
        List.of(),
        List.of(),
        List.of(),
        5_000);
  }

  /** Lets time pass, step by step, up to an instant. */
  void until(String instant) {
    Instant end = Instant.parse(instant);
    while (clock.now().isBefore(end)) {
      clock.advance(STEP);
      settle();
    }
  }

  void settle() {
    scheduler.awaitQuiet();
    if (recorder.takeRescaled()) {
      awaitPods();
    }
  }

  void awaitPods() {
    soon(
        () -> {
          Json.Obj web = cloneSet();
          long wanted = web.number("spec", "replicas").orElse(-1L);
          return web.number("status", "replicas").orElse(0L) == wanted
              && web.number("status", "readyReplicas").orElse(0L) == wanted
              && web.text("status", "labelSelector").isPresent();
        });
  }

  Json.Obj cloneSet() {
    return document(resource("apps.kruise.io/v1alpha1", "CloneSet").get());
  }

  /** The autoscaler as the server has it. */
  Json.Obj autoscaler() {
    return document(resource("autoscaling.windlass.io/v1alpha1", "TimedPodAutoscaler").get());
  }

  /** A condition of it, {@code True/Reason}. */
  String condition(String type) {
    return autoscaler().items("status", "conditions").stream()
        .filter(it -> it.text("type").equals(Optional.of(type)))
        .map(it -> it.text("status").orElse("") + "/" + it.text("reason").orElse(""))
        .findFirst()
        .orElse("none");
  }

  Resource<GenericKubernetesResource> resource(String apiVersion, String kind) {
    return user.genericKubernetesResources(apiVersion, kind).inNamespace(NAMESPACE).withName("web");
  }

  private static Json.Obj document(GenericKubernetesResource found) {
    return (Json.Obj) JsonText.parse(Serialization.asJson(found));
  }

  static void soon(Callable<Boolean> fact) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(3))
        .until(fact);
  }

  @Override
  public void close() {
    stop();
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}

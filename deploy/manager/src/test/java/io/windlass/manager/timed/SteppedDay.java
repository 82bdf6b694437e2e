package io.windlass.manager.timed;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.autoscaling.AutoscalerController;
import io.windlass.controllers.autoscaling.world.Survey;
import io.windlass.core.autoscaling.check.World;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A cluster on stepped time with a CloneSet {@code web} and a controller of autoscalers. CloneSets
 * are looked after on real time: before time goes on, the pods that were asked for are there, if
 * somebody measures them.
 */
final class SteppedDay implements AutoCloseable {
  private static final String NAMESPACE = SteppedSite.NAMESPACE;

  private final Outage outage = new Outage();
  private final Recorder recorder;
  private final SteppedClock clock;
  private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);
  private final QuietScheduler scheduler;
  private final SteppedSite site;
  private final KubernetesClient user;
  private final KubernetesClient manager;
  private Optional<AutoscalerController> controller = Optional.empty();
  private boolean hasMetrics;

  SteppedDay(Path folder, String start) throws IOException, InterruptedException {
    clock = new SteppedClock(Instant.parse(start));
    recorder = new Recorder(this::wallClock);
    scheduler = new QuietScheduler(clock, this::awaitMeasured);
    site = new SteppedSite(folder, clock, outage);
    user = site.user();
    manager = site.client("autoscaler");
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
    hasMetrics = spec.contains("metrics:");
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
    SteppedSite.soon(() -> resource("apps.kruise.io/v1alpha1", "CloneSet").get() == null);
    recorder.clear();
  }

  /** Starts the controller; its first decision has been carried out when this returns. */
  void start() {
    int before = recorder.turns();
    launch();
    SteppedSite.soon(() -> recorder.turns() > before);
    settle();
  }

  /** Starts the controller. */
  void launch() {
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
        new World.Self("web", "1", false),
        new World.Target.Found(web),
        List.of(),
        List.of(),
        List.of(),
        5_000);
  }

  /** Lets time pass up to an instant; everything on the way happens at its own. */
  void until(String instant) {
    clock.advance(Duration.between(clock.now(), Instant.parse(instant)));
    settle();
  }

  private void settle() {
    scheduler.awaitQuiet();
    awaitMeasured();
  }

  private void awaitMeasured() {
    if (recorder.takeRescaled() && hasMetrics) {
      awaitPods();
    }
  }

  void awaitPods() {
    SteppedSite.soon(
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

  @Override
  public void close() {
    stop();
    site.close();
    scheduler.close();
  }
}

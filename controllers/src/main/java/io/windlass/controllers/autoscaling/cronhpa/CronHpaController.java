package io.windlass.controllers.autoscaling.cronhpa;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.windlass.core.autoscaling.migrate.ServedCronHpa;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.control.Controller;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The controller of CronHPAs, running in one term. It watches them and the TimedPodAutoscalers that
 * were made from them, and nothing else. Thread-safe.
 */
public final class CronHpaController implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(3);
  private static final int RUNS_AT_ONCE = 4;

  private final Controller<ObjectKey> controller;
  private final List<SharedIndexInformer<GenericKubernetesResource>> informers;

  private CronHpaController(
      Controller<ObjectKey> controller,
      List<SharedIndexInformer<GenericKubernetesResource>> informers) {
    this.controller = controller;
    this.informers = List.copyOf(informers);
  }

  /**
   * How it runs.
   *
   * @param zone the time zone that CronHPA's own controller had
   * @param namespaces none for all
   */
  public record Settings(ZoneId zone, Set<String> namespaces) {
    public Settings {
      namespaces = Set.copyOf(namespaces);
    }
  }

  /** What it stands on. */
  public record Ports(Platform platform, EventSink events, Term term) {}

  /** Starts to act; returns when those that exist have been read. */
  public static CronHpaController start(KubernetesClient client, Settings settings, Ports ports) {
    Platform platform = ports.platform();
    WorkQueue<ObjectKey> queue = new ConcurrentWorkQueue<>("cronhpa", platform, Pace.DEFAULT);
    Controller<ObjectKey> controller =
        new Controller<>(
            new Controller.Setup("cronhpa", RUNS_AT_ONCE),
            queue,
            new CronHpaReconciler(
                new CronHpaObjects(client, platform.ticker()),
                ports.events(),
                settings.zone(),
                platform.ticker(),
                ports.term()),
            platform);
    List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();
    Set<String> scopes = settings.namespaces().isEmpty() ? Set.of("") : settings.namespaces();
    for (String scope : scopes) {
      informers.add(CronHpaObjects.watch(client, scope, waking(queue, CronHpaController::itself)));
      informers.add(
          CronHpaObjects.watchMade(client, scope, waking(queue, CronHpaController::origin)));
    }
    controller.start();
    return new CronHpaController(controller, informers);
  }

  private static Optional<ObjectKey> itself(GenericKubernetesResource cronHpa) {
    return Optional.of(
        new ObjectKey(cronHpa.getMetadata().getNamespace(), cronHpa.getMetadata().getName()));
  }

  private static Optional<ObjectKey> origin(GenericKubernetesResource made) {
    return Optional.ofNullable(made.getMetadata().getLabels())
        .map(labels -> labels.get(ServedCronHpa.LABEL))
        .map(name -> new ObjectKey(made.getMetadata().getNamespace(), name));
  }

  private static ResourceEventHandler<GenericKubernetesResource> waking(
      WorkQueue<ObjectKey> queue, Function<GenericKubernetesResource, Optional<ObjectKey>> keyOf) {
    return new Waking(
        object -> keyOf.apply(object).ifPresent(key -> queue.add(key, Priority.CHANGE)));
  }

  @Override
  public void close() {
    controller.close(DRAIN);
    informers.forEach(SharedIndexInformer::close);
  }
}

package io.windlass.controllers.autoscaling;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.autoscaling.calendar.CalendarReader;
import io.windlass.controllers.autoscaling.clock.EdgeTimer;
import io.windlass.controllers.autoscaling.clock.WriteRate;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.controllers.autoscaling.report.StatusWriter;
import io.windlass.controllers.autoscaling.sample.Readings;
import io.windlass.controllers.autoscaling.scale.Kinds;
import io.windlass.controllers.autoscaling.scale.Scales;
import io.windlass.controllers.autoscaling.scale.TargetWatch;
import io.windlass.controllers.autoscaling.takeover.HpaTakeover;
import io.windlass.controllers.autoscaling.world.Survey;
import io.windlass.runtime.apply.Limits.Rate;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The controller of TimedPodAutoscalers, running in one term. Thread-safe.
 *
 * <p>Everything starts from what the API holds: the specs, the scales, and in each status the short
 * memory of the leader before.
 */
public final class AutoscalerController implements AutoCloseable {
  private static final Duration LIST_WITHIN = Duration.ofSeconds(30);
  private static final Duration SYNC_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);
  private static final int TURNS_AT_ONCE = 32;
  private static final long PAGE_SIZE = 500;

  private final Operator operator;
  private final EdgeTimer timer;
  private final StatusWriter statuses;
  private final Watches watches;
  private final AtomicBoolean broken;

  private AutoscalerController(
      Operator operator,
      EdgeTimer timer,
      StatusWriter statuses,
      Watches watches,
      AtomicBoolean broken) {
    this.operator = operator;
    this.timer = timer;
    this.statuses = statuses;
    this.watches = watches;
    this.broken = broken;
  }

  /** What it watches beside the autoscalers. */
  private record Watches(CalendarReader calendars, TargetWatch targets) {
    void close() {
      targets.close();
      calendars.close();
    }
  }

  /**
   * How it runs.
   *
   * @param namespaces none for all
   * @param rate of its writes; empty for no limit
   * @param timeout of one request; shorter than the time between a lost lease and its end
   */
  public record Settings(Set<String> namespaces, Optional<Rate> rate, Duration timeout) {
    public Settings {
      namespaces = Set.copyOf(namespaces);
    }
  }

  /** What it stands on. */
  public record Ports(
      Platform platform, EventSink events, AutoscalerFigures figures, Survey survey, Term term) {}

  /** Starts to act; returns when the autoscalers that exist have been read. */
  public static AutoscalerController start(
      KubernetesClient client, Settings settings, Ports ports) {
    Platform platform = ports.platform();
    JsonApi api = JsonApi.of(client, settings.timeout());
    Kinds kinds = new Kinds(api, platform.ticker());
    Scales scales = new Scales(api, kinds);
    WriteRate rate = new WriteRate(settings.rate());
    Wakes wakes = new Wakes();
    EdgeTimer timer = new EdgeTimer(platform, wakes::wake);
    StatusWriter statuses = new StatusWriter(api, rate, platform, ports.term());
    CalendarReader calendars =
        new CalendarReader(client, settings.namespaces(), platform.ticker(), wakes::wake);
    TargetWatch targets =
        new TargetWatch(
            Fabric8Http.of(client, LIST_WITHIN), platform, settings.namespaces(), wakes::wake);
    Turns turns =
        new Turns(
            new Judge(ports.survey(), calendars, ports.figures()),
            calendars,
            new Turns.Ports(
                scales,
                targets,
                new Readings(api, kinds, platform.ticker()),
                statuses,
                rate,
                ports.events(),
                ports.figures(),
                platform.ticker(),
                ports.term(),
                new HpaTakeover(api)));
    AutoscalerReconciler reconciler =
        new AutoscalerReconciler(turns, wakes, timer, new Farewell(api, scales, platform.ticker()));
    AtomicBoolean broken = new AtomicBoolean();
    Operator operator = operator(client, platform, broken);
    register(operator, reconciler, settings);
    operator.start();
    return new AutoscalerController(
        operator, timer, statuses, new Watches(calendars, targets), broken);
  }

  private static Operator operator(
      KubernetesClient client, Platform platform, AtomicBoolean broken) {
    return new Operator(
        service ->
            service
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withResourceCloner(new Same())
                .withCacheSyncTimeout(SYNC_WITHIN)
                .withInformerStoppedHandler(
                    (_, failure) -> broken.compareAndSet(false, failure != null))
                .withReconciliationTerminationTimeout(STOP_WITHIN)
                .withExecutorService(
                    new LaneExecutor(platform.scheduler().bounded("autoscalers", TURNS_AT_ONCE)))
                .checkingCRDAndValidateLocalModel(false));
  }

  private static void register(
      Operator operator, AutoscalerReconciler reconciler, Settings settings) {
    operator.register(
        reconciler,
        controller -> {
          controller
              .withName("timedpodautoscaler")
              .withGenerationAware(false)
              .withInformerListLimit(PAGE_SIZE)
              .withTriggerReconcilerOnAllEvents(true);
          if (!settings.namespaces().isEmpty()) {
            controller.settingNamespaces(settings.namespaces());
          }
        });
  }

  /** Whether the watch of the autoscalers stands. */
  public boolean isHealthy() {
    return !broken.get()
        && operator.getRuntimeInfo().isStarted()
        && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  /** Stops to act; what is not written yet is found again by the next leader. */
  @Override
  public void close() {
    timer.close();
    operator.stop();
    statuses.close();
    watches.close();
  }

  /** Primaries are read-only, so that a copy of one is itself. */
  private static final class Same implements Cloner {
    @Override
    public <R extends HasMetadata> R clone(R object) {
      return object;
    }
  }
}

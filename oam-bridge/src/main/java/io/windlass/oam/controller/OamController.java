package io.windlass.oam.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.oam.cluster.Discovery;
import io.windlass.oam.cluster.Objects;
import io.windlass.oam.cluster.Surroundings;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The controllers of OAM's kinds, running in one term. Thread-safe. */
public final class OamController implements AutoCloseable {
  private static final Duration SYNC_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  /** A rollout changes its workload's status many times a second. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private static final int TURNS_PER_ROUND = 2;
  private static final int TURNS_AT_ONCE = 8;
  private static final long PAGE_SIZE = 500;

  private final Operator operator;
  private final Signals signals;
  private final AtomicBoolean broken;

  private OamController(Operator operator, Signals signals, AtomicBoolean broken) {
    this.operator = operator;
    this.signals = signals;
    this.broken = broken;
  }

  /**
   * How it runs.
   *
   * @param namespaces none for all
   * @param environment the name of the cluster's environment; empty for the only one there is
   * @param guarded whether admission checks each document before it is stored
   * @param version of the bridge
   * @param timeout of one request; shorter than the time between a lost lease and its end
   * @param passwords that nobody can guess, for Secrets that are generated
   */
  public record Settings(
      Set<String> namespaces,
      Optional<String> environment,
      boolean guarded,
      String version,
      Duration timeout,
      Supplier<String> passwords) {
    public Settings {
      namespaces = Set.copyOf(namespaces);
    }
  }

  /** Starts to act; returns when the applications that exist have been read. */
  public static OamController start(
      KubernetesClient client, Settings settings, Platform platform, Term term) {
    JsonApi api = JsonApi.of(client, settings.timeout());
    Discovery discovery = new Discovery(api, platform.ticker());
    Objects objects = new Objects(api, discovery);
    Surroundings surroundings =
        new Surroundings(objects, settings.environment(), platform.ticker());
    Users users = new Users();
    Signals signals = new Signals(client, discovery, surroundings, users, settings.namespaces());
    ApplicationTurn turn =
        new ApplicationTurn(
            objects,
            surroundings,
            new ApplicationTurn.Setup(
                settings.guarded(),
                settings.version(),
                platform.ticker(),
                term,
                signals::made,
                new Passwords(settings.passwords())));
    AtomicBoolean broken = new AtomicBoolean();
    Operator operator = operator(client, broken);
    register(operator, new ApplicationReconciler(turn, users, signals), settings);
    register(operator, new ComponentReconciler(objects, users, term), settings);
    operator.start();
    return new OamController(operator, signals, broken);
  }

  private static void register(
      Operator operator, ComponentReconciler reconciler, Settings settings) {
    operator.register(
        reconciler,
        controller -> {
          controller
              .withName("component")
              .withGenerationAware(true)
              .withInformerListLimit(PAGE_SIZE);
          if (!settings.namespaces().isEmpty()) {
            controller.settingNamespaces(settings.namespaces());
          }
        });
  }

  private static Operator operator(KubernetesClient client, AtomicBoolean broken) {
    return new Operator(
        service ->
            service
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withResourceCloner(new Same())
                .withCacheSyncTimeout(SYNC_WITHIN)
                .withConcurrentReconciliationThreads(TURNS_AT_ONCE)
                .withInformerStoppedHandler(
                    (_, failure) -> broken.compareAndSet(false, failure != null))
                .withReconciliationTerminationTimeout(STOP_WITHIN)
                .checkingCRDAndValidateLocalModel(false));
  }

  private static void register(
      Operator operator, ApplicationReconciler reconciler, Settings settings) {
    operator.register(
        reconciler,
        controller -> {
          controller
              .withName("applicationconfiguration")
              .withGenerationAware(true)
              .withInformerListLimit(PAGE_SIZE)
              .withRateLimiter(new LinearRateLimiter(ROUND, TURNS_PER_ROUND))
              .withTriggerReconcilerOnAllEvents(true);
          if (!settings.namespaces().isEmpty()) {
            controller.settingNamespaces(settings.namespaces());
          }
        });
  }

  /** Whether all watches stand. */
  public boolean isHealthy() {
    return !broken.get() && operator.getRuntimeInfo().isStarted() && signals.isHealthy();
  }

  /** Stops to act; what is not done is found again by the next leader. */
  @Override
  public void close() {
    operator.stop();
  }

  /** Primaries are read-only, so that a copy of one is itself. */
  private static final class Same implements Cloner {
    @Override
    public <R extends HasMetadata> R clone(R object) {
      return object;
    }
  }
}

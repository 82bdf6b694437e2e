package io.windlass.controllers.adapter.josdk;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.ExecutorServiceManager;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.store.ObjectStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Watches the primaries of one type with java-operator-sdk and tells the engine. No finalizer, no
 * leader election, no retries: what this does cannot fail. Thread-safe.
 *
 * <p>Why own status writes wake nobody: the answer to the write is in the store before the watch
 * brings the same version, and what is no news to the store is not queued. If the watch is faster
 * than the answer, one plan finds nothing to do.
 *
 * <p>Why no edit is missed all the same: the answer to an own status write may be the first to
 * bring somebody's edit, and the watch brings no news then. So it is the store that tells of edits,
 * whoever brought them, and the watch that tells of the rest.
 */
public final class PrimaryRim implements AutoCloseable {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);
  private static final Duration SYNC_WITHIN = Duration.ofSeconds(60);
  private static final int HANDS = 2;

  /** A page of the list is held whole before it is decoded. */
  private static final long PAGE_SIZE = 500;

  private final Operator operator;
  private final AtomicBoolean broken;

  private PrimaryRim(Operator operator, AtomicBoolean broken) {
    this.operator = operator;
    this.broken = broken;
  }

  /** Where primaries go. */
  public record Engine<V>(
      ObjectStore<V> primaries, Function<V, ObjectMeta> metaOf, WorkQueue<ObjectKey> queue) {
    private void take(V view, boolean deleted) {
      if (deleted) {
        primaries.forget(metaOf.apply(view));
      } else if (primaries.merge(view)) {
        queue.add(metaOf.apply(view).key(), Priority.RESYNC);
      }
    }
  }

  /** Hands CloneSets over. */
  public static PrimaryRim startCloneSets(
      KubernetesClient client, Set<String> namespaces, Engine<CloneSetView> engine) {
    wakeOnEdits(engine);
    return start(client, namespaces, "cloneset", new CloneSetHandOver(engine));
  }

  /** Hands SidecarSets over, which are in no namespace. */
  public static PrimaryRim startSidecarSets(
      KubernetesClient client, Engine<SidecarSetView> engine) {
    wakeOnEdits(engine);
    return start(client, Set.of(), "sidecarset", new SidecarSetHandOver(engine));
  }

  /**
   * Starts to watch, and returns when the primaries that exist have been read. They may still be on
   * their way to the store.
   *
   * @param namespaces none for all
   */
  private static <P extends HasMetadata> PrimaryRim start(
      KubernetesClient client, Set<String> namespaces, String name, Reconciler<P> handOver) {
    AtomicBoolean broken = new AtomicBoolean();
    Operator operator =
        new Operator(
            service ->
                service
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withResourceCloner(new Same())
                    .withCacheSyncTimeout(SYNC_WITHIN)
                    .withInformerStoppedHandler(
                        (_, failure) -> broken.compareAndSet(false, failure != null))
                    .withReconciliationTerminationTimeout(STOP_WITHIN)
                    .withConcurrentReconciliationThreads(HANDS)
                    .checkingCRDAndValidateLocalModel(false));
    operator.register(
        handOver,
        controller -> {
          controller
              .withName(name)
              .withGenerationAware(false)
              .withInformerListLimit(PAGE_SIZE)
              .withTriggerReconcilerOnAllEvents(true);
          if (!namespaces.isEmpty()) {
            controller.settingNamespaces(namespaces);
          }
        });
    operator.start();
    keepTimer(operator.getConfigurationService().getExecutorServiceManager());
    return new PrimaryRim(operator, broken);
  }

  /** A pool of timers that is to keep no thread looks every 10 ms whether a timer is due. */
  static void keepTimer(ExecutorServiceManager framework) {
    if (framework.scheduledExecutorService() instanceof ScheduledThreadPoolExecutor timers) {
      timers.setCorePoolSize(1);
    }
  }

  /** Queues a key for each edit that is news to the store. */
  static <V> void wakeOnEdits(Engine<V> engine) {
    engine.primaries.onChange(
        (before, after) -> {
          Optional<ObjectMeta> old = before.map(engine.metaOf);
          Optional<ObjectMeta> now = after.map(engine.metaOf);
          now.or(() -> old)
              .filter(meta -> now.isEmpty() || Edits.priority(old, meta) == Priority.USER_EDIT)
              .ifPresent(meta -> engine.queue.add(meta.key(), Priority.USER_EDIT));
        });
  }

  /** Whether the watch of the primaries stands; if it has broken for good, only a restart helps. */
  public boolean isHealthy() {
    return !broken.get()
        && operator.getRuntimeInfo().isStarted()
        && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

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

  /** The framework takes the type of the primary from the class. */
  private record CloneSetHandOver(Engine<CloneSetView> engine)
      implements Reconciler<CloneSetPrimary> {
    @Override
    public UpdateControl<CloneSetPrimary> reconcile(
        CloneSetPrimary primary, Context<CloneSetPrimary> context) {
      engine.take(primary.view(), context.isPrimaryResourceDeleted());
      return UpdateControl.noUpdate();
    }
  }

  private record SidecarSetHandOver(Engine<SidecarSetView> engine)
      implements Reconciler<SidecarSetPrimary> {
    @Override
    public UpdateControl<SidecarSetPrimary> reconcile(
        SidecarSetPrimary primary, Context<SidecarSetPrimary> context) {
      engine.take(primary.view(), context.isPrimaryResourceDeleted());
      return UpdateControl.noUpdate();
    }
  }
}

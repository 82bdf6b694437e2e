package io.windlass.benchmarks.pacing;

import io.windlass.controllers.adapter.system.SystemTicker;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.controllers.cloneset.CloneSetOwners;
import io.windlass.controllers.cloneset.CloneSetReconciler;
import io.windlass.controllers.cloneset.DepartedPods;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.runtime.apply.Limits;
import io.windlass.runtime.apply.WritePipeline;
import io.windlass.runtime.control.Controller;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One CloneSet, its controller, and a cluster in memory. Everything between the ports is what a
 * manager runs.
 */
final class PacedRollout implements AutoCloseable {
  private static final ObjectKey KEY = new ObjectKey("shop", "web");
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final long GIVE_UP_SECONDS = 120;

  private final int pods;
  private final VirtualThreadScheduler threads = new VirtualThreadScheduler();
  private final Platform platform =
      new Platform(new MeasuredScheduler(threads), new SystemTicker());
  private final WorkQueue<ObjectKey> queue =
      new ConcurrentWorkQueue<>("cloneset", platform, Pace.DEFAULT);
  private final CloneSetReconciler.Stores stores = stores(queue);
  private final MemoryCluster cluster = new MemoryCluster(stores);
  private final PlanTimes plans = new PlanTimes();

  /** No image comes twice: each rollout is to a new revision. */
  private final AtomicInteger images = new AtomicInteger();

  private final Controller<ObjectKey> controller;

  PacedRollout(int pods) {
    this.pods = pods;
    WritePipeline pipeline =
        new WritePipeline(
            new WritePipeline.Ports(cluster, _ -> {}, platform),
            new Expectations(platform, Expectations.TIMEOUT),
            Limits.UNLIMITED);
    CloneSetReconciler reconciler =
        new CloneSetReconciler(
            stores,
            new CloneSetReconciler.Ports(pipeline, _ -> {}, platform.ticker(), this::planned),
            Term.UNCONTESTED);
    this.controller =
        new Controller<>(
            new Controller.Setup("cloneset", 8),
            queue,
            key -> {
              plans.begin();
              return reconciler.reconcile(key);
            },
            platform);
  }

  /** CPU time between the start of a run and the end of its planning. */
  private static final class PlanTimes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong count = new AtomicLong();

    /** Runs of one key never overlap, so one field is enough. */
    void begin() {
      begun.set(THREADS.getCurrentThreadCpuTime());
    }

    void end() {
      nanos.addAndGet(THREADS.getCurrentThreadCpuTime() - begun.get());
      count.incrementAndGet();
    }
  }

  /**
   * What a time of watching showed.
   *
   * @param share of one core that planning took
   * @param planMillis one plan in the mean
   * @param podsPerSecond updated meanwhile
   */
  record Seen(double share, double planMillis, double podsPerSecond) {}

  /** Lets one pod be created, and copies it: what comes before a rollout is not measured. */
  void fill() {
    controller.start();
    wanted(1);
    PodView first = stores.pods().all().getFirst();
    PlanSnapshots.copies(first, pods - 1).forEach(stores.pods()::changed);
    wanted(pods);
  }

  private void wanted(int replicas) {
    cluster.apply(KEY, spec(replicas, 0));
    queue.add(KEY, Priority.USER_EDIT);
    await("updatedReadyReplicas", replicas);
  }

  /** Rolls out one image after another for so long. */
  Seen roll(Duration time) {
    long start = System.nanoTime();
    long nanos = plans.nanos.get();
    long count = plans.count.get();
    long done = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      cluster.apply(KEY, spec(pods, images.incrementAndGet()));
      queue.add(KEY, Priority.USER_EDIT);
      done += awaitRolled(start + time.toNanos());
    }
    double elapsed = System.nanoTime() - start;
    double planned = plans.nanos.get() - nanos;
    long made = Math.max(1, plans.count.get() - count);
    return new Seen(planned / elapsed, planned / made / 1e6, done * 1e9 / elapsed);
  }

  @Override
  public void close() {
    controller.close(DRAIN);
    cluster.close();
    threads.close();
  }

  private void planned(ObjectKey key) {
    plans.end();
    queue.planned(key);
  }

  private static CloneSetReconciler.Stores stores(WorkQueue<ObjectKey> queue) {
    DepartedPods departed = new DepartedPods();
    ObjectStore<PodView> pods = new ConcurrentObjectStore<>(StoredType.pods());
    pods.onChange(
        (before, after) -> {
          departed.observe(before, after);
          wake(queue, before.map(PodView::meta), after.map(PodView::meta));
        });
    ObjectStore<RevisionView> revisions = new ConcurrentObjectStore<>(StoredType.revisions());
    revisions.onChange(
        (before, after) ->
            wake(queue, before.map(RevisionView::meta), after.map(RevisionView::meta)));
    return new CloneSetReconciler.Stores(
        new ConcurrentObjectStore<>(
            StoredType.packed(
                CloneSetView::meta,
                CloneSetView::packed,
                CloneSetView::sharing,
                CloneSetView::bytes)),
        pods,
        revisions,
        new ConcurrentObjectStore<>(StoredType.claims()),
        departed);
  }

  private static void wake(
      WorkQueue<ObjectKey> queue, Optional<ObjectMeta> before, Optional<ObjectMeta> after) {
    CloneSetOwners.keysFor(before, after).forEach(key -> queue.add(key, Priority.CHANGE));
  }

  private void await(String field, int wanted) {
    long start = System.nanoTime();
    while (status(field) < wanted) {
      if (System.nanoTime() - start > Duration.ofSeconds(GIVE_UP_SECONDS).toNanos()) {
        throw new IllegalStateException(
            "%s stands at %d of %d".formatted(field, status(field), wanted));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** How many pods were updated when all were, or when the time was over. */
  private long awaitRolled(long end) {
    LockSupport.parkNanos(LOOK.toNanos() * 5);
    while (status("updatedReadyReplicas") < pods && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return status("updatedReadyReplicas");
  }

  private long status(String field) {
    return stores.cloneSets().get(KEY).flatMap(view -> view.status().number(field)).orElse(0L);
  }

  private Json.Obj spec(int replicas, int image) {
    return (Json.Obj)
        JsonText.parse(
            """
            {"replicas":%d,"selector":{"matchLabels":{"app":"web"}},
             "updateStrategy":{"type":"InPlaceIfPossible","maxUnavailable":"20%%"},
             "template":{"metadata":{"labels":{"app":"web"}},
              "spec":{"containers":[{"name":"app","image":"web:%d"},{"name":"agent","image":"agent:1"}]}}}\
            """
                .formatted(replicas, image));
  }
}

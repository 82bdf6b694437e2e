package io.windlass.benchmarks.pacing;

import io.windlass.controllers.cloneset.CloneSetReconciler.Stores;
import io.windlass.core.cloneset.CloneSetKinds;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers writes after the time that an API server takes, and lets kubelets act on them. Its
 * answers and events go into the stores, as those of a server do. Thread-safe.
 */
final class MemoryCluster implements Writer, AutoCloseable {
  private static final Duration ANSWER = Duration.ofMillis(2);
  private static final Duration KUBELET = Duration.ofMillis(100);

  private final Stores stores;
  private final AtomicLong versions = new AtomicLong(1_000);
  private final ReentrantLock lock = new ReentrantLock();
  private final ScheduledExecutorService kubelets =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  MemoryCluster(Stores stores) {
    this.stores = stores;
  }

  /** A person changes the spec. */
  void apply(ObjectKey key, Json.Obj spec) {
    lock.lock();
    try {
      Optional<CloneSetView> before = stores.cloneSets().get(key);
      long generation = before.map(view -> view.meta().generation()).orElse(0L) + 1;
      Json.Obj status = before.map(CloneSetView::status).orElse(Json.Obj.EMPTY);
      ObjectMeta meta = meta(key, versions.incrementAndGet(), generation, Optional.empty());
      stores.cloneSets().changed(new CloneSetView(meta, spec, status));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public WriteResult write(Action action) {
    LockSupport.parkNanos(ANSWER.toNanos());
    lock.lock();
    try {
      ObjectMeta after = carryOut(action, versions.incrementAndGet());
      return new WriteResult.Applied(after.uid(), after.version());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean refresh(Action.Target target) {
    return true;
  }

  private ObjectMeta carryOut(Action action, long version) {
    ObjectKey key = action.target().key();
    return switch (action) {
      case Action.Create create when isPod(create) ->
          merge(PodStates.created(create.object(), key, version));
      case Action.Create create -> merge(revision(create.object(), key, version));
      case Action.Patch patch when isPod(patch) -> merge(patchedPod(patch, version));
      case Action.Patch patch when patch.target().kind().equals(CloneSetKinds.CLONE_SET) ->
          merge(patchedStatus(patch, version));
      case Action.Delete delete when isRevision(delete) -> deletedRevision(key);
      case Action.Delete delete when isPod(delete) -> deletedPod(key);
      default -> throw new IllegalStateException("not in a rollout in place: " + action);
    };
  }

  private static boolean isPod(Action action) {
    return action.target().kind().equals(ResourceKind.POD);
  }

  private static boolean isRevision(Action action) {
    return action.target().kind().equals(ResourceKind.CONTROLLER_REVISION);
  }

  private ObjectMeta deletedRevision(ObjectKey key) {
    ObjectMeta gone = stores.revisions().get(key).orElseThrow().meta();
    stores.revisions().forget(gone);
    return gone;
  }

  /** At once: no kubelet takes its time over it. */
  private ObjectMeta deletedPod(ObjectKey key) {
    ObjectMeta gone = stores.pods().get(key).orElseThrow().meta();
    stores.pods().forget(gone);
    return gone;
  }

  private ObjectMeta merge(PodView pod) {
    stores.pods().merge(pod);
    wakeKubelet(pod.meta().key());
    return pod.meta();
  }

  private ObjectMeta merge(RevisionView revision) {
    stores.revisions().merge(revision);
    return revision.meta();
  }

  private ObjectMeta merge(CloneSetView cloneSet) {
    stores.cloneSets().merge(cloneSet);
    return cloneSet.meta();
  }

  private PodView patchedPod(Action.Patch patch, long version) {
    PodView pod = stores.pods().get(patch.target().key()).orElseThrow();
    return PodStates.patched(pod, patch.subresource().equals("status"), patch.body(), version);
  }

  private CloneSetView patchedStatus(Action.Patch patch, long version) {
    CloneSetView before = stores.cloneSets().get(patch.target().key()).orElseThrow();
    Json status = JsonMerge.apply(before.status(), patch.body().object("status"));
    ObjectMeta meta = meta(before.key(), version, before.meta().generation(), Optional.empty());
    return new CloneSetView(meta, before.spec(), (Json.Obj) status);
  }

  private static RevisionView revision(Json.Obj object, ObjectKey key, long version) {
    Json owner = object.items("metadata", "ownerReferences").getFirst();
    ObjectMeta.OwnerReference controller =
        new ObjectMeta.OwnerReference(
            owner.text("apiVersion").orElse(""),
            owner.text("kind").orElse(""),
            owner.text("name").orElse(""),
            owner.text("uid").orElse(""));
    return new RevisionView(
        meta(key, version, 0, Optional.of(controller)),
        object.number("revision").orElseThrow(),
        object.object("data"));
  }

  private static ObjectMeta meta(
      ObjectKey key,
      long version,
      long generation,
      Optional<ObjectMeta.OwnerReference> controller) {
    return new ObjectMeta(
        key,
        "uid-" + key.name(),
        version,
        generation,
        Map.of(),
        Map.of(),
        controller,
        Instant.EPOCH,
        Optional.empty(),
        List.of());
  }

  private void wakeKubelet(ObjectKey key) {
    var _ = kubelets.schedule(() -> step(key), KUBELET.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void step(ObjectKey key) {
    lock.lock();
    try {
      stores
          .pods()
          .get(key)
          .flatMap(pod -> PodStates.kubelet(pod, versions.incrementAndGet()))
          .ifPresent(
              pod -> {
                stores.pods().changed(pod);
                wakeKubelet(key);
              });
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    kubelets.shutdownNow();
  }
}

package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.sim.census.Census;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pods of the built-in workloads, and those that belong to nobody, by their controller.
 *
 * <p>It never shows less than the writer of a pod knows: a pod that was created is in it before the
 * event comes, and one whose deletion was asked for counts as going. Both are taken back by no
 * event that is older. That holds because the events of one type come in the order of their
 * versions: an object whose version the events have passed is theirs to tell.
 *
 * <p>Thread-safe. Look-ups cost O(pods found); an event costs O(1).
 */
public final class PodCatalog implements Census.Observer {
  /** Is told of each change, after it can be looked up. */
  @FunctionalInterface
  public interface Listener {
    /** A pod came (no before), changed, or went (no after). */
    void changed(Optional<PodSight> before, Optional<PodSight> after);
  }

  private final List<ResourceType> kinds;
  private final ClusterClock clock;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, PodSight> byUid = new HashMap<>();

  @GuardedBy("lock")
  private final Map<String, Map<String, PodSight>> groups = new HashMap<>();

  @GuardedBy("lock")
  private long told;

  /**
   * @param kinds the types whose pods are kept; those of other controllers are not
   */
  public PodCatalog(List<ResourceType> kinds, ClusterClock clock) {
    this.kinds = List.copyOf(kinds);
    this.clock = clock;
  }

  /** Has a listener told of every change from now on. */
  public void tell(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    if (!type.qualifiedName().equals("pods")) {
      return;
    }
    PodSight sight = PodSight.of(event.object());
    boolean kept = event.kind() != Event.Kind.DELETED && isOurs(sight);
    Optional<PodSight> before;
    Optional<PodSight> after = kept ? Optional.of(sight) : Optional.empty();
    lock.lock();
    try {
      told = Math.max(told, sight.meta().version());
      before = Optional.ofNullable(byUid.get(sight.uid()));
      if (kept && before.isPresent()) {
        after = Optional.of(newer(before.get(), sight));
      }
      before.ifPresent(this::drop);
      after.ifPresent(this::keep);
    } finally {
      lock.unlock();
    }
    Optional<PodSight> now = after;
    if (before.isPresent() || now.isPresent()) {
      listeners.forEach(listener -> listener.changed(before, now));
    }
  }

  /** The pods that belong to the controller of this uid. */
  public List<PodSight> controlledBy(String uid) {
    return group("uid " + uid);
  }

  /** The pods of a namespace that belong to nobody. */
  public List<PodSight> orphans(String namespace) {
    return group("namespace " + namespace);
  }

  /** A pod was written, and this came back. */
  public void wrote(ObjectNode pod) {
    PodSight sight = PodSight.of(pod);
    lock.lock();
    try {
      if (sight.meta().version() > told) {
        Optional.ofNullable(byUid.get(sight.uid())).ifPresent(this::drop);
        if (isOurs(sight)) {
          keep(sight);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The deletion of a pod was accepted. */
  public void doomed(String uid) {
    lock.lock();
    try {
      PodSight sight = byUid.get(uid);
      if (sight != null && !sight.isDeleting()) {
        keep(sight.doomed(clock.now()));
      }
    } finally {
      lock.unlock();
    }
  }

  private List<PodSight> group(String name) {
    lock.lock();
    try {
      Collection<PodSight> found = groups.getOrDefault(name, Map.of()).values();
      return List.copyOf(found);
    } finally {
      lock.unlock();
    }
  }

  private boolean isOurs(PodSight sight) {
    return sight.controller().isEmpty() || kinds.stream().anyMatch(sight.controller().get()::isA);
  }

  private PodSight newer(PodSight known, PodSight told) {
    if (known.meta().version() > told.meta().version()) {
      return known;
    }
    return known.isDeleting() && !told.isDeleting() ? told.doomed(clock.now()) : told;
  }

  @GuardedBy("lock")
  private void keep(PodSight sight) {
    byUid.put(sight.uid(), sight);
    groups.computeIfAbsent(groupOf(sight), g -> new HashMap<>(4)).put(sight.uid(), sight);
  }

  @GuardedBy("lock")
  private void drop(PodSight sight) {
    byUid.remove(sight.uid());
    groups.computeIfPresent(
        groupOf(sight),
        (name, group) -> {
          group.remove(sight.uid());
          return group.isEmpty() ? null : group;
        });
  }

  private static String groupOf(PodSight sight) {
    return sight
        .controller()
        .map(controller -> "uid " + controller.uid())
        .orElseGet(() -> "namespace " + sight.meta().key().namespace());
  }
}

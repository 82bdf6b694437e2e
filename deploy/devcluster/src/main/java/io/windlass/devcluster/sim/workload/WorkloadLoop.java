package io.windlass.devcluster.sim.workload;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The loop of one kind of workload: a step for each of its objects that has changed, of which a
 * dependent has changed, or that might take in an orphan.
 *
 * <p>Thread-safe. An event costs O(1), one of an orphan O(objects of the kind in its namespace).
 */
public final class WorkloadLoop implements Census.Observer, Part {
  private static final int WORKERS = 4;

  private final ResourceType type;
  private final KeyedLoop<Meta.Key> loop;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Map<Meta.Key, LabelSelector>> selectors = new HashMap<>();

  public WorkloadLoop(ResourceType type, Surroundings surroundings, KeyedLoop.Step<Meta.Key> step) {
    this.type = type;
    this.loop = new KeyedLoop<>(type.plural(), surroundings, WORKERS, step);
  }

  @Override
  public void observe(ResourceType changed, Event event) {
    if (changed.qualifiedName().equals(type.qualifiedName())) {
      observeOwn(event);
    } else if (!changed.qualifiedName().equals("pods")) {
      Controlling.of(event.object())
          .filter(controller -> controller.isA(type))
          .ifPresent(c -> touch(Meta.of(event.object()).key().namespace(), c.name()));
    }
  }

  /** A pod has changed, as the catalog tells it. */
  public void podChanged(Optional<PodSight> before, Optional<PodSight> after) {
    before.ifPresent(this::touchController);
    after.ifPresent(this::touchController);
    after.filter(pod -> pod.controller().isEmpty()).ifPresent(this::touchTakers);
  }

  /** An object that nobody controls has changed. */
  public void orphanChanged(String namespace, Map<String, String> labels) {
    takers(namespace, labels).forEach(loop::touch);
  }

  /** Has the step run for this object, soon. */
  public void touch(Meta.Key key) {
    loop.touch(key);
  }

  /** Every object of the kind there is. */
  public List<Meta.Key> all() {
    lock.lock();
    try {
      List<Meta.Key> keys = new ArrayList<>();
      selectors.values().forEach(group -> keys.addAll(group.keySet()));
      return keys;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private void observeOwn(Event event) {
    Meta.Key key = Meta.of(event.object()).key();
    Optional<LabelSelector> selector = Selectors.of(event.object().at("/spec/selector"));
    lock.lock();
    try {
      Map<Meta.Key, LabelSelector> group =
          selectors.computeIfAbsent(key.namespace(), n -> new HashMap<>());
      if (event.kind() == Event.Kind.DELETED || selector.isEmpty()) {
        group.remove(key);
      } else {
        group.put(key, selector.get());
      }
    } finally {
      lock.unlock();
    }
    loop.touch(key);
  }

  private void touchController(PodSight pod) {
    pod.controller()
        .filter(controller -> controller.isA(type))
        .ifPresent(controller -> touch(pod.meta().key().namespace(), controller.name()));
  }

  private void touchTakers(PodSight pod) {
    orphanChanged(pod.meta().key().namespace(), pod.labels());
  }

  private void touch(String namespace, String name) {
    loop.touch(new Meta.Key(namespace, name));
  }

  private List<Meta.Key> takers(String namespace, Map<String, String> labels) {
    List<Meta.Key> takers = new ArrayList<>();
    lock.lock();
    try {
      selectors
          .getOrDefault(namespace, Map.of())
          .forEach(
              (key, selector) -> {
                if (selector.matches(labels)) {
                  takers.add(key);
                }
              });
    } finally {
      lock.unlock();
    }
    return takers;
  }
}

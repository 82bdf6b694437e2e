package io.windlass.devcluster.sim.census;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Subscription;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches every object of every type that can be deleted, Events excepted; types that
 * CustomResourceDefinitions bring are joined as they are served, and left when they are gone.
 *
 * <p>Costs one watch per type, and for each change what its observers do.
 */
public final class Census {
  /** Is told everything, by one thread per type at a time. */
  public interface Observer {
    /** One change. The object must not be modified. */
    void observe(ResourceType type, Event event);

    /** The set of types has changed. */
    default void typesChanged() {}
  }

  /** A type, whichever of its versions is served. */
  private record Family(String group, String plural) {
    static Family of(ResourceType type) {
      return new Family(type.group(), type.plural());
    }
  }

  private static final String DEFINITIONS = "definitions";

  private final ClusterApi api;
  private final List<Observer> observers;
  private final KeyedLoop<String> loop;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<Family, Subscription> watches = new HashMap<>();

  private Census(Surroundings surroundings, List<Observer> observers) {
    this.api = surroundings.api();
    this.observers = List.copyOf(observers);
    this.loop = new KeyedLoop<>("census", surroundings, 1, key -> refresh());
  }

  /** Starts it; the objects that exist are told too. */
  public static Part start(Surroundings surroundings, List<Observer> observers) {
    Census census = new Census(surroundings, observers);
    census.refresh();
    ClusterApi api = surroundings.api();
    Subscription definitions =
        api.watch(
            api.type("apiextensions.k8s.io/v1", "customresourcedefinitions"),
            event -> census.loop.touch(DEFINITIONS));
    return () -> {
      definitions.close();
      census.loop.close();
      census.close();
    };
  }

  /** Whether objects of a type are told. */
  public static boolean covers(ResourceType type) {
    return !type.kind().equals("Event") && type.verbs().containsAll(Set.of("delete", "watch"));
  }

  private Optional<Instant> refresh() {
    boolean changed = false;
    Set<Family> served = new HashSet<>();
    for (ResourceType type : api.types()) {
      if (covers(type)) {
        served.add(Family.of(type));
        changed |= join(type);
      }
    }
    changed |= leaveAllBut(served);
    if (changed) {
      observers.forEach(Observer::typesChanged);
    }
    return Optional.empty();
  }

  private boolean join(ResourceType type) {
    lock.lock();
    try {
      if (watches.containsKey(Family.of(type))) {
        return false;
      }
      watches.put(Family.of(type), api.watch(type, event -> tell(type, event)));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean leaveAllBut(Set<Family> served) {
    lock.lock();
    try {
      Set<Family> gone = new HashSet<>(watches.keySet());
      gone.removeAll(served);
      gone.forEach(
          family -> Optional.ofNullable(watches.remove(family)).ifPresent(Subscription::close));
      return !gone.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void tell(ResourceType type, Event event) {
    observers.forEach(observer -> observer.observe(type, event));
  }

  private void close() {
    lock.lock();
    try {
      watches.values().forEach(Subscription::close);
      watches.clear();
    } finally {
      lock.unlock();
    }
  }
}

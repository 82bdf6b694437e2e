package io.windlass.devcluster.sim.expiry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Deletes Events an hour after their last change, as the API server's storage does, in rounds of a
 * minute. O(1) per Event.
 */
public final class EventExpiry {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final String ALL = "events";

  private final ClusterApi api;
  private final Surroundings surroundings;
  private final ResourceType type;
  private final KeyedLoop<String> loop;
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of their last change, as each change puts an Event to the end. */
  @GuardedBy("lock")
  private final Map<Meta.Key, Instant> changed = new LinkedHashMap<>();

  private EventExpiry(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.api = surroundings.api();
    this.type = api.type("v1", "events");
    this.loop = new KeyedLoop<>("event-expiry", surroundings, 1, key -> round());
  }

  /** Starts it. */
  public static Part start(Surroundings surroundings) {
    EventExpiry expiry = new EventExpiry(surroundings.as("event-expiry"));
    ClusterApi.Subscription events = expiry.api.watch(expiry.type, expiry::observe);
    return () -> {
      events.close();
      expiry.loop.close();
    };
  }

  private void observe(Event event) {
    Meta.Key key = Meta.of(event.object()).key();
    boolean first;
    lock.lock();
    try {
      changed.remove(key);
      first = changed.isEmpty();
      if (event.kind() != Event.Kind.DELETED) {
        changed.put(key, surroundings.clock().now());
      }
    } finally {
      lock.unlock();
    }
    if (first) {
      loop.touch(ALL);
    }
  }

  private Optional<Instant> round() {
    Instant now = surroundings.clock().now();
    for (Meta.Key key : takeOld(now.minus(LIFE))) {
      try {
        api.delete(
            new Ref(type, key.namespace(), key.name()), JsonNodeFactory.instance.objectNode());
      } catch (ApiException e) {
        if (e.code() != 404) {
          throw e;
        }
      }
    }
    return oldest().map(when -> later(when.plus(LIFE), now.plus(ROUND)));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private List<Meta.Key> takeOld(Instant until) {
    List<Meta.Key> old = new ArrayList<>();
    lock.lock();
    try {
      for (Map.Entry<Meta.Key, Instant> entry : changed.entrySet()) {
        if (entry.getValue().isAfter(until)) {
          break;
        }
        old.add(entry.getKey());
      }
      old.forEach(changed::remove);
    } finally {
      lock.unlock();
    }
    return old;
  }

  private Optional<Instant> oldest() {
    lock.lock();
    try {
      return changed.values().stream().findFirst();
    } finally {
      lock.unlock();
    }
  }
}

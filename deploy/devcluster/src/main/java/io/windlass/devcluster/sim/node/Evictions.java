package io.windlass.devcluster.sim.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodRoster;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletes pods that do not bear the taints of their node, when their time is over. Costs O(pods of
 * the node) when such a taint comes or goes, and nothing on nodes without.
 */
public final class Evictions implements Census.Observer, PodRoster.Listener, Part {
  private static final int WORKERS = 2;

  private final ClusterApi api;
  private final Surroundings surroundings;
  private final PodRoster roster;
  private final ResourceType podType;
  private final Announcer announcer;
  private final KeyedLoop<Meta.Key> loop;
  private final Map<String, List<Eviction.Taint>> taints = new ConcurrentHashMap<>();

  /** A controller that works once the census tells it of nodes. */
  public Evictions(Surroundings outer, PodRoster roster, boolean warningsOnly) {
    this.surroundings = outer.as("taint-eviction-controller");
    this.api = surroundings.api();
    this.roster = roster;
    this.podType = api.type("v1", "pods");
    this.announcer =
        new Announcer(api, surroundings.clock(), "taint-eviction-controller", warningsOnly);
    this.loop = new KeyedLoop<>("evictions", surroundings, WORKERS, this::step);
    roster.listen(this);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    if (!type.qualifiedName().equals("nodes")) {
      return;
    }
    String name = Meta.of(event.object()).key().name();
    List<Eviction.Taint> now =
        event.kind() == Event.Kind.DELETED
            ? List.of()
            : Eviction.taints(event.object(), surroundings.clock().now());
    List<Eviction.Taint> before = now.isEmpty() ? taints.remove(name) : taints.put(name, now);
    if (!now.equals(before == null ? List.of() : before)) {
      roster.onNode(name).forEach(pod -> loop.touch(pod.key()));
    }
  }

  @Override
  public void changed(Optional<PodFacts> before, Optional<PodFacts> after) {
    after
        .filter(pod -> taints.containsKey(pod.state().node()))
        .ifPresent(pod -> loop.touch(pod.key()));
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(Meta.Key key) {
    Optional<PodFacts> pod = roster.pod(key).filter(p -> !p.state().deleting());
    if (pod.isEmpty()) {
      return Optional.empty();
    }
    Instant now = surroundings.clock().now();
    List<Eviction.Taint> driving = taints.getOrDefault(pod.get().state().node(), List.of());
    Optional<Instant> due = Eviction.due(driving, pod.get().shape().tolerations(), now);
    if (due.isPresent() && !due.get().isAfter(now)) {
      evict(pod.get());
      return Optional.empty();
    }
    return due;
  }

  private void evict(PodFacts pod) {
    Ref ref = new Ref(podType, pod.key().namespace(), pod.key().name());
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.putObject("preconditions").put("uid", pod.uid());
    try {
      ObjectNode seen = api.get(ref);
      String words = "Marking for deletion Pod " + pod.key();
      announcer.announce(seen, "", Notice.normal("TaintManagerEviction", words));
      api.delete(ref, options);
    } catch (ApiException e) {
      if (e.code() != 404 && e.code() != 409) {
        throw e;
      }
    }
  }
}

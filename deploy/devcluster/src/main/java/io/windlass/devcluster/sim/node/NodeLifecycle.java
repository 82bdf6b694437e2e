package io.windlass.devcluster.sim.node;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.windlass.devcluster.sim.object.StatusWrite;
import io.windlass.devcluster.sim.object.Timestamps;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodRoster;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the control plane makes of nodes: one that has fallen silent is {@code Unknown} after
 * {@value #GRACE_SECONDS} seconds; nodes that are not ready, or cordoned, are tainted, and their
 * pods are no longer ready; pods of a node that is deleted go {@value #ORPHAN_SECONDS} seconds
 * later.
 *
 * <p>A change of a node costs O(1), its failure O(its pods).
 */
public final class NodeLifecycle implements Census.Observer, Part {
  private static final int GRACE_SECONDS = 50;
  private static final int ORPHAN_SECONDS = 40;
  private static final int WORKERS = 2;

  private final ClusterApi api;
  private final Surroundings surroundings;
  private final PodRoster roster;
  private final NodeHealth health;
  private final ResourceType nodeType;
  private final ResourceType podType;
  private final Announcer announcer;
  private final KeyedLoop<String> loop;
  private final Map<String, ObjectNode> nodes = new ConcurrentHashMap<>();
  private final Map<String, Instant> silentSince = new ConcurrentHashMap<>();
  private final Map<String, Instant> goneSince = new ConcurrentHashMap<>();

  /** A controller that works once the census tells it of nodes. */
  public NodeLifecycle(
      Surroundings outer, PodRoster roster, NodeHealth health, boolean warningsOnly) {
    this.surroundings = outer.as("node-controller");
    this.api = surroundings.api();
    this.roster = roster;
    this.health = health;
    this.nodeType = api.type("v1", "nodes");
    this.podType = api.type("v1", "pods");
    this.announcer = new Announcer(api, surroundings.clock(), "node-controller", warningsOnly);
    this.loop = new KeyedLoop<>("nodes", surroundings, WORKERS, this::step);
    health.listen(loop::touch);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    if (!type.qualifiedName().equals("nodes")) {
      return;
    }
    String name = Meta.of(event.object()).key().name();
    if (event.kind() == Event.Kind.DELETED) {
      nodes.remove(name);
      goneSince.put(name, surroundings.clock().now());
    } else {
      nodes.put(name, event.object());
      goneSince.remove(name);
    }
    loop.touch(name);
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(String name) {
    ObjectNode node = nodes.get(name);
    Instant now = surroundings.clock().now();
    return node == null ? bury(name, now) : look(node, name, now);
  }

  private Optional<Instant> bury(String name, Instant now) {
    silentSince.remove(name);
    Instant gone = goneSince.get(name);
    if (gone == null) {
      return Optional.empty();
    }
    Instant due = gone.plusSeconds(ORPHAN_SECONDS);
    if (now.isBefore(due)) {
      return Optional.of(due);
    }
    goneSince.remove(name);
    roster.onNode(name).forEach(this::remove);
    return Optional.empty();
  }

  private void remove(PodFacts pod) {
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("gracePeriodSeconds", 0);
    options.putObject("preconditions").put("uid", pod.uid());
    try {
      api.delete(new Ref(podType, pod.key().namespace(), pod.key().name()), options);
    } catch (ApiException e) {
      if (e.code() != 404 && e.code() != 409) {
        throw e;
      }
    }
  }

  private Optional<Instant> look(ObjectNode node, String name, Instant now) {
    Optional<Instant> next = Optional.empty();
    if (health.isSilent(name)) {
      Instant due = silentSince.computeIfAbsent(name, n -> now).plusSeconds(GRACE_SECONDS);
      if (now.isBefore(due)) {
        next = Optional.of(due);
      } else if (!NodeVerdict.ready(node).equals("Unknown")) {
        StatusWrite.change(api, nodeType, node, "status", n -> NodeVerdict.lost(n, now));
        return Optional.empty();
      }
    } else {
      silentSince.remove(name);
    }
    if (!NodeVerdict.tainted(node.deepCopy(), now).equals(node)) {
      StatusWrite.change(api, nodeType, node, "", n -> NodeVerdict.tainted(n, now));
      markPods(node, name, now);
    }
    return next;
  }

  // As the taints come, so that it happens once for each failure.
  private void markPods(ObjectNode node, String name, Instant now) {
    String ready = NodeVerdict.ready(node);
    if (!ready.equals("False") && !ready.equals("Unknown")) {
      return;
    }
    announcer.announce(
        node,
        "",
        Notice.normal("NodeNotReady", "Node %s status is now: NodeNotReady".formatted(name)));
    for (PodFacts pod : roster.onNode(name)) {
      if (pod.isReady()) {
        markUnready(pod, now);
      }
    }
  }

  private void markUnready(PodFacts pod, Instant now) {
    try {
      api.update(
          new Ref(podType, pod.key().namespace(), pod.key().name()),
          "status",
          current -> Meta.of(current).uid().equals(pod.uid()) ? unready(current, now) : current);
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private static ObjectNode unready(ObjectNode pod, Instant now) {
    for (JsonNode c : pod.path("status").path("conditions")) {
      if (c.path("type").asText().equals("Ready") && c.path("status").asText().equals("True")) {
        ((ObjectNode) c).put("status", "False").put("lastTransitionTime", Timestamps.text(now));
      }
    }
    return pod;
  }
}

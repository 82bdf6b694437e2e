package io.windlass.devcluster.sim.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The simulated nodes: registers them, then renews each one's Lease in {@code kube-node-lease}, all
 * spread over the interval. Costs one write per node and interval.
 */
public final class NodeFleet {
  private static final String LEASE_NAMESPACE = "kube-node-lease";
  private static final int WORKERS = 2;
  private static final int LEASE_SECONDS = 40;

  /**
   * How many nodes, and what they are like.
   *
   * @param heartbeat from one renewal of a node's Lease to the next
   */
  public record Settings(int nodes, NodeCapacity capacity, Duration heartbeat, NodeHealth health) {}

  private final Surroundings surroundings;
  private final ClusterApi api;
  private final Settings settings;
  private final ResourceType nodeType;
  private final ResourceType leaseType;

  /** What was last reported of nodes that were not ready. */
  private final Map<String, String> reported = new ConcurrentHashMap<>();

  /** Nodes that were silent since their last report. */
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  private NodeFleet(Surroundings surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.api = surroundings.api();
    this.settings = settings;
    this.nodeType = api.type("v1", "nodes");
    this.leaseType = api.type("coordination.k8s.io/v1", "leases");
  }

  /** The nodes' names and addresses. */
  public static Map<String, String> addresses(int nodes) {
    return IntStream.range(0, nodes)
        .mapToObj(NodeBlueprint::new)
        .collect(
            Collectors.toMap(
                NodeBlueprint::name, NodeBlueprint::address, (a, b) -> a, TreeMap::new));
  }

  /** Registers the nodes, which are all there on return, and begins their heartbeats. */
  public static Part start(Surroundings surroundings, Settings settings) {
    NodeFleet fleet = new NodeFleet(surroundings.as("kubelet"), settings);
    for (int i = 0; i < settings.nodes(); i++) {
      fleet.register(new NodeBlueprint(i));
    }
    KeyedLoop<Integer> loop =
        new KeyedLoop<>("heartbeat", fleet.surroundings, WORKERS, fleet::beat);
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < settings.nodes(); i++) {
      indexes.put(new NodeBlueprint(i).name(), i);
    }
    settings.health().listen(name -> Optional.ofNullable(indexes.get(name)).ifPresent(loop::touch));
    Duration apart = settings.heartbeat().dividedBy(Math.max(1, settings.nodes()));
    for (int i = 0; i < settings.nodes(); i++) {
      int node = i;
      surroundings.clock().after(apart.multipliedBy(i), () -> loop.touch(node));
    }
    return loop;
  }

  private void register(NodeBlueprint blueprint) {
    Instant now = surroundings.clock().now();
    ObjectNode node = blueprint.node(settings.capacity(), now);
    try {
      ObjectNode created = api.create(nodeType, node);
      if (!created.path("status").path("allocatable").isEmpty()) {
        return;
      }
    } catch (ApiException e) {
      if (!e.reason().equals("AlreadyExists")) {
        throw e;
      }
    }
    api.update(
        new Ref(nodeType, "", blueprint.name()),
        "status",
        current -> current.set("status", node.path("status").deepCopy()));
  }

  private Optional<Instant> beat(int index) {
    NodeBlueprint blueprint = new NodeBlueprint(index);
    String name = blueprint.name();
    Instant now = surroundings.clock().now();
    if (settings.health().isSilent(name)) {
      lost.add(name);
      return Optional.of(now.plus(settings.heartbeat()));
    }
    report(blueprint, now);
    try {
      api.update(new Ref(leaseType, LEASE_NAMESPACE, name), "", lease -> renewed(lease, now));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
      create(name, now);
    }
    return Optional.of(now.plus(settings.heartbeat()));
  }

  /** Writes the node's conditions when they are no longer so, and only then. */
  private void report(NodeBlueprint blueprint, Instant now) {
    boolean ready = settings.health().fault(blueprint.name()).isEmpty();
    String wanted = ready ? "True" : "False";
    if (reported.getOrDefault(blueprint.name(), "True").equals(wanted)
        && !lost.remove(blueprint.name())) {
      return;
    }
    reported.put(blueprint.name(), wanted);
    try {
      api.update(
          new Ref(nodeType, "", blueprint.name()),
          "status",
          node ->
              NodeVerdict.reported(node, blueprint.status(settings.capacity(), now), ready, now));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private static ObjectNode renewed(ObjectNode lease, Instant now) {
    lease.withObject("/spec").put("renewTime", microTime(now));
    return lease;
  }

  private void create(String name, Instant now) {
    ObjectNode node;
    try {
      node = api.get(new Ref(nodeType, "", name));
    } catch (ApiException e) {
      if (e.code() == 404) {
        return;
      }
      throw e;
    }
    ObjectNode lease = JsonNodeFactory.instance.objectNode();
    lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    ObjectNode meta = lease.putObject("metadata");
    meta.put("name", name).put("namespace", LEASE_NAMESPACE);
    meta.putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "v1")
        .put("kind", "Node")
        .put("name", name)
        .put("uid", Meta.of(node).uid());
    lease
        .putObject("spec")
        .put("holderIdentity", name)
        .put("leaseDurationSeconds", LEASE_SECONDS)
        .put("renewTime", microTime(now));
    api.create(leaseType, lease);
  }

  // MicroTime of the API always has six digits.
  private static String microTime(Instant moment) {
    Instant cut = moment.truncatedTo(ChronoUnit.SECONDS);
    return "%s.%06dZ"
        .formatted(cut.toString().replace("Z", ""), ChronoUnit.MICROS.between(cut, moment));
  }
}

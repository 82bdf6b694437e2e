package io.windlass.devcluster.sim.replicaset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import io.windlass.devcluster.sim.workload.Conditions.Says;
import io.windlass.devcluster.sim.workload.ControllerClient;
import io.windlass.devcluster.sim.workload.Controlling;
import io.windlass.devcluster.sim.workload.PodCatalog;
import io.windlass.devcluster.sim.workload.PodSight;
import io.windlass.devcluster.sim.workload.PodTemplates;
import io.windlass.devcluster.sim.workload.PodWriter;
import io.windlass.devcluster.sim.workload.Selectors;
import io.windlass.devcluster.sim.workload.WorkloadLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps as many pods of each ReplicaSet as its spec asks for, and counts them in its status. A step
 * costs O(pods of the set) without reading any of them.
 */
public final class ReplicaSetController implements Census.Observer, Part {
  private static final int BURST = 500;

  private final ControllerClient client;
  private final PodCatalog catalog;
  private final PodWriter pods;
  private final ResourceType sets;
  private final WorkloadLoop loop;

  public ReplicaSetController(Surroundings surroundings, PodCatalog catalog, boolean warningsOnly) {
    this.client = new ControllerClient(surroundings, "replicaset-controller", warningsOnly);
    this.catalog = catalog;
    this.pods = new PodWriter(client, catalog);
    this.sets = client.type("apps/v1", "replicasets");
    this.loop = new WorkloadLoop(sets, surroundings, this::step);
    catalog.tell(loop::podChanged);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    loop.observe(type, event);
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(Meta.Key key) {
    Optional<ObjectNode> set = client.find(sets, key);
    Optional<LabelSelector> selector = set.flatMap(s -> Selectors.of(s.at("/spec/selector")));
    return selector.isPresent() ? step(set.get(), selector.get()) : Optional.empty();
  }

  private Optional<Instant> step(ObjectNode set, LabelSelector selector) {
    List<PodSight> active = active(pods.claim(set, selector));
    int surplus = active.size() - set.at("/spec/replicas").asInt();
    Optional<ApiException> failure = Optional.empty();
    if (Meta.of(set).deleted().isEmpty()) {
      failure = surplus < 0 ? create(set, -surplus) : remove(set, surplus, active);
    }
    Instant now = client.now();
    Optional<Says> says = failure.map(e -> failure(surplus, e));
    client.writeStatus(sets, set, ReplicaSetStatus.render(set, active, says, now));
    if (failure.isPresent()) {
      throw failure.get();
    }
    Duration minReady = Duration.ofSeconds(set.at("/spec/minReadySeconds").asLong());
    return ReplicaSetStatus.nextAvailable(active, minReady, now);
  }

  private static List<PodSight> active(List<PodSight> claimed) {
    return claimed.stream().filter(PodSight::isActive).toList();
  }

  private Optional<ApiException> create(ObjectNode set, int missing) {
    ObjectNode pod = PodTemplates.pod(set, set.at("/spec/template"));
    pod.withObject("/metadata").put("generateName", Meta.of(set).key().name() + "-");
    try {
      for (int i = 0; i < Math.min(missing, BURST); i++) {
        pods.create(set, pod);
      }
      return Optional.empty();
    } catch (ApiException e) {
      return PodWriter.isNamespaceGoing(e) ? Optional.empty() : Optional.of(e);
    }
  }

  private Optional<ApiException> remove(ObjectNode set, int surplus, List<PodSight> active) {
    if (surplus == 0) {
      return Optional.empty();
    }
    DeletionOrder order = new DeletionOrder(neighbours(set, active), client.now());
    try {
      order.first(Math.min(surplus, BURST), active).forEach(pod -> pods.delete(set, pod));
      return Optional.empty();
    } catch (ApiException e) {
      return Optional.of(e);
    }
  }

  /** The active pods per node of this set and of those that share its controller. */
  private Map<String, Long> neighbours(ObjectNode set, List<PodSight> own) {
    Optional<Controlling> controller = Controlling.of(set);
    if (controller.isEmpty()) {
      return perNode(own);
    }
    Meta.Key key = new Meta.Key(Meta.of(set).key().namespace(), controller.get().name());
    Meta owner = new Meta(key, controller.get().uid(), 0, Optional.empty());
    return perNode(
        client.dependents(sets, owner).stream()
            .flatMap(sibling -> active(catalog.controlledBy(Meta.of(sibling).uid())).stream())
            .toList());
  }

  private static Map<String, Long> perNode(List<PodSight> pods) {
    return pods.stream()
        .collect(Collectors.groupingBy(pod -> pod.life().node(), Collectors.counting()));
  }

  private static Says failure(int surplus, ApiException e) {
    String reason = surplus < 0 ? "FailedCreate" : "FailedDelete";
    return new Says("ReplicaFailure", "True", reason, e.getMessage());
  }
}

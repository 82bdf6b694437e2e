package io.windlass.devcluster.sim.daemonset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.scheduler.DaemonFit;
import io.windlass.devcluster.sim.scheduler.DaemonNode;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import io.windlass.devcluster.sim.workload.ControllerClient;
import io.windlass.devcluster.sim.workload.PodCatalog;
import io.windlass.devcluster.sim.workload.PodSight;
import io.windlass.devcluster.sim.workload.PodWriter;
import io.windlass.devcluster.sim.workload.RevisionHistory;
import io.windlass.devcluster.sim.workload.Selectors;
import io.windlass.devcluster.sim.workload.WorkloadLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps a pod of each DaemonSet on each node that is one for it. A step costs O(nodes); it comes
 * for changes of the set, of its pods, and of what decides about nodes.
 */
public final class DaemonSetController implements Census.Observer, Part {
  private static final int BURST = 250;

  private final ControllerClient client;
  private final PodCatalog catalog;
  private final PodWriter pods;
  private final RevisionHistory history;
  private final ResourceType sets;
  private final WorkloadLoop loop;
  private final Map<String, DaemonNode> nodes = new ConcurrentSkipListMap<>();

  public DaemonSetController(Surroundings surroundings, PodCatalog catalog, boolean warningsOnly) {
    this.client = new ControllerClient(surroundings, "daemonset-controller", warningsOnly);
    this.catalog = catalog;
    this.pods = new PodWriter(client, catalog);
    this.history = new RevisionHistory(client, DaemonPods.HASH);
    this.sets = client.type("apps/v1", "daemonsets");
    this.loop = new WorkloadLoop(sets, surroundings, this::step);
    catalog.tell(loop::podChanged);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    if (type.qualifiedName().equals("nodes")) {
      observeNode(event);
    } else {
      loop.observe(type, event);
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private void observeNode(Event event) {
    String name = Meta.of(event.object()).key().name();
    boolean gone = event.kind() == Event.Kind.DELETED;
    DaemonNode node = DaemonNode.of(event.object());
    DaemonNode before = gone ? nodes.remove(name) : nodes.put(name, node);
    if (gone || before == null || !node.equals(before)) {
      loop.all().forEach(loop::touch);
    }
  }

  private Optional<Instant> step(Meta.Key key) {
    Optional<ObjectNode> set = client.find(sets, key);
    Optional<LabelSelector> selector = set.flatMap(s -> Selectors.of(s.at("/spec/selector")));
    return selector.isPresent() ? step(set.get(), selector.get()) : Optional.empty();
  }

  private Optional<Instant> step(ObjectNode set, LabelSelector selector) {
    List<PodSight> claimed = pods.claim(set, selector);
    RevisionHistory.Line line = history.sync(set, selector);
    String hash = history.hash(line.newest());
    ObjectNode pod = DaemonPods.pod(set, hash);
    List<NodePods> before = perNode(pod, claimed);
    Instant now = client.now();
    Optional<ApiException> failure = Optional.empty();
    if (Meta.of(set).deleted().isEmpty()) {
      int wanted = (int) before.stream().filter(n -> n.fit() == DaemonFit.RUN).count();
      DaemonPlan.Rollout rollout = DaemonPlan.Rollout.of(set.path("spec"), wanted);
      failure = carryOut(set, pod, DaemonPlan.next(rollout, before, hash, now));
    }
    List<NodePods> after = perNode(pod, catalog.controlledBy(Meta.of(set).uid()));
    client.writeStatus(sets, set, DaemonStatus.render(set, after, hash, line.collisions(), now));
    truncate(set, line, after);
    if (failure.isPresent()) {
      throw failure.get();
    }
    var minReady = DaemonPlan.Rollout.of(set.path("spec"), 0).minReady();
    return after.stream()
        .flatMap(node -> node.active().stream())
        .flatMap(p -> p.availableAt(minReady).stream())
        .filter(at -> at.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  /** Every node there is, and those that are gone but still have a pod. */
  private List<NodePods> perNode(ObjectNode pod, List<PodSight> own) {
    Map<String, List<PodSight>> byNode =
        own.stream()
            .collect(
                Collectors.groupingBy(p -> p.life().meantFor(), TreeMap::new, Collectors.toList()));
    Function<DaemonNode, DaemonFit> fit = DaemonFit.judge(pod);
    List<NodePods> all = new ArrayList<>();
    nodes.forEach(
        (name, node) ->
            all.add(new NodePods(name, fit.apply(node), byNode.getOrDefault(name, List.of()))));
    byNode.forEach(
        (name, there) -> {
          if (!nodes.containsKey(name)) {
            all.add(new NodePods(name, DaemonFit.LEAVE, there));
          }
        });
    return all;
  }

  private Optional<ApiException> carryOut(ObjectNode set, ObjectNode pod, DaemonPlan plan) {
    try {
      plan.delete().forEach(p -> pods.delete(set, p));
      plan.create().stream()
          .limit(BURST)
          .forEach(node -> pods.create(set, DaemonPods.onNode(pod, node)));
      return Optional.empty();
    } catch (ApiException e) {
      return PodWriter.isNamespaceGoing(e) ? Optional.empty() : Optional.of(e);
    }
  }

  private void truncate(ObjectNode set, RevisionHistory.Line line, List<NodePods> nodesThen) {
    Set<String> hashes =
        nodesThen.stream()
            .flatMap(node -> node.pods().stream())
            .map(pod -> pod.labels().getOrDefault(DaemonPods.HASH, ""))
            .collect(Collectors.toSet());
    Set<String> inUse = new HashSet<>(Set.of(line.newestName()));
    line.revisions().stream()
        .filter(revision -> hashes.contains(history.hash(revision)))
        .forEach(revision -> inUse.add(RevisionHistory.nameOf(revision)));
    history.truncate(line, inUse, set.at("/spec/revisionHistoryLimit").asInt());
  }
}

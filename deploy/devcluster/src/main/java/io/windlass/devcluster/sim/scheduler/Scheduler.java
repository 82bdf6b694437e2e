package io.windlass.devcluster.sim.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.object.Timestamps;
import io.windlass.devcluster.sim.scheduler.NodeBoard.Verdict;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The default scheduler: binds pending pods to nodes, and tells in {@code PodScheduled} why it
 * cannot. Pods that found no node are tried again when a node changes or a pod leaves its place, at
 * most once a second.
 *
 * <p>Not there: preemption, affinity among pods, topology spread, topology of volumes, host ports,
 * priorities.
 */
public final class Scheduler {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int WORKERS = 4;
  private static final String NAME = "default-scheduler";

  private final ClusterApi api;
  private final Surroundings surroundings;
  private final ResourceType podType;
  private final Announcer announcer;
  private final NodeBoard board = new NodeBoard();
  private final ClaimBoard claims = new ClaimBoard();
  private final Map<Meta.Key, ObjectNode> pending = new ConcurrentHashMap<>();
  private final KeyedLoop<Meta.Key> loop;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Set<Meta.Key> unplaced = new HashSet<>();

  @GuardedBy("lock")
  private boolean retryPlanned;

  /** Counts what may have made room, so that a pod refused meanwhile is not forgotten. */
  private final AtomicLong changes = new AtomicLong();

  private Scheduler(Surroundings surroundings, boolean warningsOnly) {
    this.surroundings = surroundings;
    this.api = surroundings.api();
    this.podType = api.type("v1", "pods");
    this.announcer = new Announcer(api, surroundings.clock(), NAME, warningsOnly);
    this.loop = new KeyedLoop<>("scheduler", surroundings, WORKERS, this::step);
  }

  /**
   * Starts it.
   *
   * @param warningsOnly writes no Normal Events
   */
  public static Part start(Surroundings surroundings, boolean warningsOnly) {
    Scheduler scheduler = new Scheduler(surroundings.as("kube-scheduler"), warningsOnly);
    ClusterApi api = scheduler.api;
    List<ClusterApi.Subscription> storage =
        List.of(
            scheduler.watchStorage("storage.k8s.io/v1", "storageclasses"),
            scheduler.watchStorage("v1", "persistentvolumeclaims"));
    ClusterApi.Subscription nodes = api.watch(api.type("v1", "nodes"), scheduler::observeNode);
    ClusterApi.Subscription pods = api.watch(scheduler.podType, scheduler::observePod);
    return () -> {
      pods.close();
      nodes.close();
      storage.forEach(ClusterApi.Subscription::close);
      scheduler.loop.close();
    };
  }

  private ClusterApi.Subscription watchStorage(String apiVersion, String plural) {
    ResourceType type = api.type(apiVersion, plural);
    return api.watch(type, event -> claims.observe(type, event).forEach(loop::touch));
  }

  private void observeNode(Event event) {
    NodeFacts facts = NodeFacts.of(event.object());
    if (event.kind() == Event.Kind.DELETED) {
      board.remove(facts.name());
    } else if (board.put(facts)) {
      planRetry();
    }
  }

  private void observePod(Event event) {
    ObjectNode pod = event.object();
    Meta meta = Meta.of(pod);
    String node = pod.path("spec").path("nodeName").asText();
    if (event.kind() == Event.Kind.DELETED || isOver(pod)) {
      forget(meta.key());
      if (board.release(meta.uid())) {
        planRetry();
      }
    } else if (!node.isEmpty()) {
      forget(meta.key());
      board.occupy(meta.uid(), node, PodNeeds.requests(pod.path("spec")));
    } else if (isOurs(pod, meta)) {
      observePending(pod, meta);
    }
  }

  private void observePending(ObjectNode pod, Meta meta) {
    board.arrive(meta.uid());
    ObjectNode before = pending.put(meta.key(), pod);
    boolean changed =
        before == null
            || !before.path("spec").equals(pod.path("spec"))
            || !Meta.of(before).uid().equals(meta.uid());
    if (changed) {
      loop.touch(meta.key());
    }
  }

  private void forget(Meta.Key key) {
    pending.remove(key);
    lock.lock();
    try {
      unplaced.remove(key);
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOver(ObjectNode pod) {
    return List.of("Succeeded", "Failed").contains(pod.path("status").path("phase").asText());
  }

  private static boolean isOurs(ObjectNode pod, Meta meta) {
    JsonNode spec = pod.path("spec");
    String scheduler = spec.path("schedulerName").asText();
    return (scheduler.isEmpty() || scheduler.equals(NAME))
        && spec.path("schedulingGates").isEmpty()
        && meta.deleted().isEmpty();
  }

  private Optional<Instant> step(Meta.Key key) {
    ObjectNode pod = pending.get(key);
    if (pod == null) {
      return Optional.empty();
    }
    Meta meta = Meta.of(pod);
    long seen = changes.get();
    switch (claims.of(key, pod.path("spec"))) {
      case ClaimBoard.Verdict.Bound() -> place(pod, meta, seen);
      case ClaimBoard.Verdict.Soon() -> {}
      case ClaimBoard.Verdict.Waits(String reason) ->
          refuse(pod, meta, board.refusalByAll(reason), seen);
    }
    return Optional.empty();
  }

  private void place(ObjectNode pod, Meta meta, long seen) {
    switch (board.place(meta.uid(), PodNeeds.of(pod))) {
      case Verdict.Placed(String node) -> bind(pod, meta, node);
      case Verdict.Unplaced(String message) -> refuse(pod, meta, message, seen);
      case Verdict.Moot() -> {}
    }
  }

  private void bind(ObjectNode pod, Meta meta, String node) {
    try {
      api.bind(ref(meta), node);
    } catch (ApiException e) {
      board.giveUp(meta.uid());
      if (e.code() == 404) {
        return;
      }
      throw e;
    }
    pending.computeIfPresent(
        meta.key(), (key, latest) -> Meta.of(latest).uid().equals(meta.uid()) ? null : latest);
    announcer.announce(
        pod,
        "",
        Notice.normal("Scheduled", "Successfully assigned %s to %s".formatted(meta.key(), node)));
  }

  private void refuse(ObjectNode pod, Meta meta, String message, long seen) {
    lock.lock();
    try {
      unplaced.add(meta.key());
    } finally {
      lock.unlock();
    }
    if (changes.get() != seen) {
      planRetry();
    }
    ObjectNode refused = unscheduled(pod.deepCopy(), message);
    if (refused.equals(pod)) {
      return;
    }
    try {
      api.update(
          ref(meta),
          "status",
          current ->
              Meta.of(current).uid().equals(meta.uid()) ? unscheduled(current, message) : current);
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
    announcer.announce(pod, "", Notice.warning("FailedScheduling", message));
  }

  /** Puts the reason into the pod's status, unless it is there or the pod has found a node. */
  private ObjectNode unscheduled(ObjectNode pod, String message) {
    ArrayNode conditions = pod.withObject("/status").withArrayProperty("conditions");
    String now = Timestamps.text(surroundings.clock().now());
    for (JsonNode c : conditions) {
      if (c.path("type").asText().equals("PodScheduled")) {
        if (c.path("status").asText().equals("False")) {
          ((ObjectNode) c).put("reason", "Unschedulable").put("message", message);
        }
        return pod;
      }
    }
    conditions
        .addObject()
        .put("type", "PodScheduled")
        .put("status", "False")
        .put("lastTransitionTime", now)
        .put("reason", "Unschedulable")
        .put("message", message);
    return pod;
  }

  private void planRetry() {
    changes.incrementAndGet();
    lock.lock();
    try {
      if (retryPlanned || unplaced.isEmpty()) {
        return;
      }
      retryPlanned = true;
    } finally {
      lock.unlock();
    }
    surroundings.clock().after(RETRY, this::retry);
  }

  private void retry() {
    List<Meta.Key> again;
    lock.lock();
    try {
      retryPlanned = false;
      again = List.copyOf(unplaced);
      unplaced.clear();
    } finally {
      lock.unlock();
    }
    again.forEach(loop::touch);
  }

  private Ref ref(Meta meta) {
    return new Ref(podType, meta.key().namespace(), meta.key().name());
  }
}

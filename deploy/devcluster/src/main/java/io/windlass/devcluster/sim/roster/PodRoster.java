package io.windlass.devcluster.sim.roster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pods of the cluster, kept as the census tells of them. A change that no controller could see
 * in the facts is told to nobody.
 *
 * <p>Thread-safe. Looking up costs O(pods that match) by owner, node or an equality of labels, else
 * O(pods of the namespace). Memory: about half a kilobyte per pod beside what pods of one owner
 * share.
 */
public final class PodRoster implements Census.Observer {
  /** Is told each change, by the one thread that brings changes of pods. */
  @FunctionalInterface
  public interface Listener {
    /** Before and after; empty where there is none. Never both empty. */
    void changed(Optional<PodFacts> before, Optional<PodFacts> after);
  }

  private final PodProfiles profiles;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Listener> listeners = new ArrayList<>();

  @GuardedBy("lock")
  private final Map<Meta.Key, PodFacts> pods = new HashMap<>();

  @GuardedBy("lock")
  private final Groups byNamespace = new Groups();

  @GuardedBy("lock")
  private final Groups byLabel = new Groups();

  @GuardedBy("lock")
  private final Groups byOwner = new Groups();

  @GuardedBy("lock")
  private final Groups byNode = new Groups();

  /** The controllers of ReplicaSets, by the uid of the ReplicaSet. */
  private final Map<String, PodFacts.Owner> above = new ConcurrentHashMap<>();

  /** The uids of the ReplicaSets of one controller, by its uid. */
  private final Map<String, Set<String>> below = new ConcurrentHashMap<>();

  /** An empty one; what images behave like is a part of the facts. */
  public PodRoster(PodProfiles profiles) {
    this.profiles = profiles;
  }

  /** Adds a listener; only before the census starts. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    switch (type.qualifiedName()) {
      case "pods" -> observePod(event);
      case "replicasets.apps" -> observeReplicaSet(event);
      default -> {}
    }
  }

  private void observePod(Event event) {
    Optional<PodFacts> after =
        event.kind() == Event.Kind.DELETED ? Optional.empty() : Optional.of(read(event.object()));
    Optional<PodFacts> before = swap(Meta.of(event.object()).key(), after);
    if (!before.equals(after)) {
      listeners.forEach(listener -> listener.changed(before, after));
    }
  }

  private void observeReplicaSet(Event event) {
    String uid = Meta.of(event.object()).uid();
    Optional<PodFacts.Owner> owner = PodFacts.owner(event.object());
    boolean there = event.kind() != Event.Kind.DELETED && owner.isPresent();
    PodFacts.Owner before = there ? above.put(uid, owner.get()) : above.remove(uid);
    if (before != null && !Optional.of(before).equals(owner.filter(o -> there))) {
      below.computeIfPresent(before.uid(), (top, sets) -> without(sets, uid));
    }
    if (there) {
      below.computeIfAbsent(owner.get().uid(), top -> ConcurrentHashMap.newKeySet()).add(uid);
    }
  }

  private static @Nullable Set<String> without(Set<String> sets, String uid) {
    sets.remove(uid);
    return sets.isEmpty() ? null : sets;
  }

  private PodFacts read(ObjectNode pod) {
    PodShape known = PodFacts.owner(pod).flatMap(owner -> anyOf(owner.uid())).orElse(PodShape.NONE);
    return PodFacts.of(pod, known, profiles);
  }

  private Optional<PodShape> anyOf(String owner) {
    lock.lock();
    try {
      return byOwner.of(owner).stream().findFirst().map(PodFacts::shape);
    } finally {
      lock.unlock();
    }
  }

  private Optional<PodFacts> swap(Meta.Key key, Optional<PodFacts> after) {
    lock.lock();
    try {
      Optional<PodFacts> before =
          Optional.ofNullable(after.isEmpty() ? pods.remove(key) : pods.put(key, after.get()));
      before.ifPresent(pod -> index(pod, false));
      after.ifPresent(pod -> index(pod, true));
      return before;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void index(PodFacts pod, boolean in) {
    byNamespace.put(pod.key().namespace(), pod, in);
    byNode.put(pod.state().node(), pod, in);
    pod.owner().ifPresent(owner -> byOwner.put(owner.uid(), pod, in));
    String namespace = pod.key().namespace();
    pod.labels().forEach((name, value) -> byLabel.put(label(namespace, name, value), pod, in));
  }

  /** One pod. */
  public Optional<PodFacts> pod(Meta.Key key) {
    lock.lock();
    try {
      return Optional.ofNullable(pods.get(key));
    } finally {
      lock.unlock();
    }
  }

  /** The pods of a namespace that a selector matches, in no order. */
  public List<PodFacts> select(String namespace, LabelSelector selector) {
    lock.lock();
    try {
      return candidates(namespace, selector).stream()
          .filter(pod -> selector.matches(pod.labels()))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** The pods of a namespace, or of all for an empty one, in no order. */
  public List<PodFacts> in(String namespace) {
    lock.lock();
    try {
      return List.copyOf(namespace.isEmpty() ? pods.values() : byNamespace.of(namespace));
    } finally {
      lock.unlock();
    }
  }

  /** The pods on a node, in no order. */
  public List<PodFacts> onNode(String node) {
    lock.lock();
    try {
      return List.copyOf(byNode.of(node));
    } finally {
      lock.unlock();
    }
  }

  /** The pods of a controller, in no order. */
  public List<PodFacts> ofOwner(String uid) {
    lock.lock();
    try {
      return List.copyOf(byOwner.of(uid));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Who decides how many such pods there are: the Deployment above a ReplicaSet, if there is one.
   */
  public Optional<PodFacts.Owner> topOwner(PodFacts pod) {
    return pod.owner().map(owner -> above.getOrDefault(owner.uid(), owner));
  }

  /** The pods with the same top owner, this one included, in no order. */
  public List<PodFacts> besides(PodFacts pod) {
    if (pod.owner().isEmpty()) {
      return List.of(pod);
    }
    String owner = pod.owner().get().uid();
    PodFacts.Owner top = above.get(owner);
    Set<String> owners = top == null ? Set.of(owner) : below.getOrDefault(top.uid(), Set.of(owner));
    return owners.stream().flatMap(uid -> ofOwner(uid).stream()).toList();
  }

  @GuardedBy("lock")
  private Collection<PodFacts> candidates(String namespace, LabelSelector selector) {
    Collection<PodFacts> best = byNamespace.of(namespace);
    for (LabelSelector.Requirement r : selector.requirements()) {
      if (r.operator() == LabelSelector.Operator.IN && r.values().size() == 1) {
        Collection<PodFacts> found =
            byLabel.of(label(namespace, r.key(), r.values().iterator().next()));
        best = found.size() < best.size() ? found : best;
      }
    }
    return best;
  }

  private static String label(String namespace, String name, String value) {
    return namespace + "/" + name + "=" + value;
  }

  /** Pods by some text. */
  private static final class Groups {
    private final Map<String, Map<Meta.Key, PodFacts>> groups = new HashMap<>();

    void put(String group, PodFacts pod, boolean in) {
      if (in) {
        groups.computeIfAbsent(group, g -> new HashMap<>()).put(pod.key(), pod);
      } else {
        groups.computeIfPresent(
            group,
            (g, members) -> {
              members.remove(pod.key());
              return members.isEmpty() ? null : members;
            });
      }
    }

    Collection<PodFacts> of(String group) {
      return groups.getOrDefault(group, Map.of()).values();
    }
  }
}

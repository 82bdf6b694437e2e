package io.windlass.devcluster.sim.scheduler;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.sim.scheduler.Fit.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The nodes and what is taken on each, kept as pods come and go: nothing is ever summed up again. A
 * pod that was placed counts at once, before its binding is written.
 *
 * <p>Thread-safe. Placing costs O(nodes) up to {@value #ENOUGH} nodes that fit, no more: like the
 * default scheduler it then takes the best of those, and begins with other nodes the next time.
 */
final class NodeBoard {
  private static final int ENOUGH = 100;

  /** A node with what its pods take. */
  private record Node(NodeFacts facts, Resources used) {
    /** The average share of cpu, memory and pods that is taken once this pod is there too. */
    double load(Resources more) {
      return (share("cpu", more) + share("memory", more) + share("pods", more)) / 3;
    }

    private double share(String name, Resources more) {
      long all = facts.allocatable().amount(name);
      return all == 0 ? 1 : (double) (used.amount(name) + more.amount(name)) / all;
    }
  }

  private record Place(String node, Resources taken) {}

  /** Where a pod goes, or why nowhere. */
  sealed interface Verdict {
    record Placed(String node) implements Verdict {}

    record Unplaced(String message) implements Verdict {}

    /** The pod went, or got a node, meanwhile. */
    record Moot() implements Verdict {}
  }

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Node> nodes = new HashMap<>();

  @GuardedBy("lock")
  private final List<String> order = new ArrayList<>();

  @GuardedBy("lock")
  private final Map<String, Place> places = new HashMap<>();

  /** Pods that wait for a node, or whose binding has not been seen yet, by uid. */
  @GuardedBy("lock")
  private final Set<String> arrived = new HashSet<>();

  @GuardedBy("lock")
  private int first;

  /** A node is there or has changed; tells whether that may make room for a pod. */
  boolean put(NodeFacts facts) {
    lock.lock();
    try {
      Node before = nodes.get(facts.name());
      if (before == null) {
        order.add(facts.name());
      }
      Resources used = before == null ? takenOn(facts.name()) : before.used();
      nodes.put(facts.name(), new Node(facts, used));
      return before == null || !before.facts().equals(facts);
    } finally {
      lock.unlock();
    }
  }

  /** A node is gone; its pods stay placed until they go too. */
  void remove(String node) {
    lock.lock();
    try {
      nodes.remove(node);
      order.remove(node);
    } finally {
      lock.unlock();
    }
  }

  /** A pod is there that needs a node. */
  void arrive(String uid) {
    lock.lock();
    try {
      arrived.add(uid);
    } finally {
      lock.unlock();
    }
  }

  /** A pod is on a node, whoever put it there. */
  void occupy(String uid, String node, Resources taken) {
    lock.lock();
    try {
      arrived.remove(uid);
      settle(uid, node, taken);
    } finally {
      lock.unlock();
    }
  }

  /** A pod is gone or has come to its end; tells whether it had a place. */
  boolean release(String uid) {
    lock.lock();
    try {
      arrived.remove(uid);
      return leave(uid);
    } finally {
      lock.unlock();
    }
  }

  /** A place that was found was not taken after all. */
  void giveUp(String uid) {
    lock.lock();
    try {
      if (arrived.contains(uid)) {
        leave(uid);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Finds the least loaded node that takes the pod, and gives it its place there. */
  Verdict place(String uid, PodNeeds pod) {
    lock.lock();
    try {
      if (!arrived.contains(uid)) {
        return new Verdict.Moot();
      }
      List<Node> fitting = new ArrayList<>();
      List<Refusal> refusals = new ArrayList<>();
      for (int i = 0; i < order.size() && fitting.size() < ENOUGH; i++) {
        Node node = node(order.get((first + i) % order.size()));
        Optional<Refusal> refusal = Fit.refusal(pod, node.facts(), node.used());
        refusal.ifPresentOrElse(refusals::add, () -> fitting.add(node));
      }
      if (fitting.isEmpty()) {
        return new Verdict.Unplaced(Fit.message(refusals));
      }
      first = (first + fitting.size() + refusals.size()) % order.size();
      String best = leastLoaded(fitting, pod.requests()).facts().name();
      settle(uid, best, pod.requests());
      return new Verdict.Placed(best);
    } finally {
      lock.unlock();
    }
  }

  /** The message for a pod that no node can take for a reason of the pod's own. */
  String refusalByAll(String reason) {
    lock.lock();
    try {
      return Fit.message(reason, order.size());
    } finally {
      lock.unlock();
    }
  }

  private static Node leastLoaded(List<Node> nodes, Resources more) {
    Node best = nodes.getFirst();
    double load = best.load(more);
    for (Node node : nodes) {
      double other = node.load(more);
      if (other < load) {
        best = node;
        load = other;
      }
    }
    return best;
  }

  @GuardedBy("lock")
  private Node node(String name) {
    return Objects.requireNonNull(nodes.get(name), name);
  }

  @GuardedBy("lock")
  private void settle(String uid, String node, Resources taken) {
    leave(uid);
    places.put(uid, new Place(node, taken));
    add(node, taken);
  }

  @GuardedBy("lock")
  private boolean leave(String uid) {
    Place before = places.remove(uid);
    if (before == null) {
      return false;
    }
    add(before.node(), Resources.NONE.minus(before.taken()));
    return true;
  }

  @GuardedBy("lock")
  private void add(String name, Resources change) {
    Node node = nodes.get(name);
    if (node != null) {
      nodes.put(name, new Node(node.facts(), node.used().plus(change)));
    }
  }

  // Only for a node that has just come: pods may have been bound to its name before.
  @GuardedBy("lock")
  private Resources takenOn(String name) {
    return places.values().stream()
        .filter(place -> place.node().equals(name))
        .map(Place::taken)
        .reduce(Resources.NONE, Resources::plus);
  }
}

package io.windlass.devcluster.sim.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Which nodes fail on purpose: those with the annotation {@value #ANNOTATION}. Thread-safe; knows
 * what the census has told.
 */
public final class NodeHealth implements Census.Observer {
  /** {@code unreachable} or {@code not-ready}; anything else, or nothing, is a healthy node. */
  public static final String ANNOTATION = "sim.windlass.io/fault";

  private static final List<String> FAULTS = List.of("unreachable", "not-ready");

  private final Map<String, String> faults = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** Is told the name of each node whose health has changed. */
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Whether a node's kubelet does nothing any more: no heartbeat, no work on its pods. */
  public boolean isSilent(String node) {
    return fault(node).filter("unreachable"::equals).isPresent();
  }

  /** The fault of a node, if it has one. */
  public Optional<String> fault(String node) {
    return Optional.ofNullable(faults.get(node));
  }

  @Override
  public void observe(ResourceType type, Event event) {
    if (!type.qualifiedName().equals("nodes")) {
      return;
    }
    String name = Meta.of(event.object()).key().name();
    Optional<String> now =
        event.kind() == Event.Kind.DELETED ? Optional.empty() : stated(event.object());
    Optional<String> before =
        Optional.ofNullable(now.isPresent() ? faults.put(name, now.get()) : faults.remove(name));
    if (!before.equals(now)) {
      listeners.forEach(listener -> listener.accept(name));
    }
  }

  private static Optional<String> stated(ObjectNode node) {
    return Optional.ofNullable(Meta.annotations(node).get(ANNOTATION)).filter(FAULTS::contains);
  }
}

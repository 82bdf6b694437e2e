package io.windlass.core.model;

import java.util.Map;
import java.util.Optional;

/**
 * The labels of nodes, for spreading over zones and the like.
 *
 * @param byNode by the node's name; a node that is not in it is not known
 */
public record NodeLabels(Map<String, Map<String, String>> byNode) {
  /** No node is known. */
  public static final NodeLabels NONE = new NodeLabels(Map.of());

  public NodeLabels {
    byNode = Map.copyOf(byNode);
  }

  /** The value of a node's label; empty if the node is not known or has no such label. */
  public Optional<String> value(String node, String key) {
    return Optional.ofNullable(byNode.getOrDefault(node, Map.of()).get(key));
  }
}

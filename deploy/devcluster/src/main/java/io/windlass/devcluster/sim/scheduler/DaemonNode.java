package io.windlass.devcluster.sim.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A node as far as it decides about pods of DaemonSets. Immutable; equal if it decides the same.
 */
public final class DaemonNode {
  private final NodeFacts facts;

  private DaemonNode(NodeFacts facts) {
    this.facts = facts;
  }

  public static DaemonNode of(ObjectNode node) {
    return new DaemonNode(NodeFacts.of(node));
  }

  NodeFacts facts() {
    return facts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DaemonNode node && node.facts.equals(facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }
}

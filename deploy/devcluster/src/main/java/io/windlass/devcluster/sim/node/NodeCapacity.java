package io.windlass.devcluster.sim.node;

/** What each simulated node has, and gives to pods: quantities of the API. */
public record NodeCapacity(String cpu, String memory, String storage, String pods) {
  /** Room for a test of any size on a few nodes. */
  public static final NodeCapacity DEFAULT = new NodeCapacity("64", "256Gi", "1Ti", "10000");
}

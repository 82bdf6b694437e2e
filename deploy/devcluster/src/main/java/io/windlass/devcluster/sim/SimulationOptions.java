package io.windlass.devcluster.sim;

import io.windlass.devcluster.sim.kubelet.Behaviour;
import io.windlass.devcluster.sim.kubelet.ContainerBehaviour;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.node.NodeCapacity;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import java.time.Duration;
import java.util.Set;

/**
 * What a simulated cluster is like.
 *
 * @param nodes how many nodes there are, 0 to {@value #MOST_NODES}
 * @param pods how pods behave whose annotations do not say otherwise
 * @param capacity what each node has
 * @param noise what the cluster writes beside what it must
 * @param profile what the cluster serves beside its nodes
 * @param profiles how containers behave by their image
 * @param rootCertificate the PEM of {@code kube-root-ca.crt} in each namespace; none if empty
 */
public record SimulationOptions(
    int nodes,
    Set<Fault> faults,
    Behaviour pods,
    NodeCapacity capacity,
    Noise noise,
    String rootCertificate,
    ClusterProfile profile,
    PodProfiles profiles) {
  private static final int MOST_NODES = 10_000;

  /**
   * Writes that nothing waits for.
   *
   * @param heartbeat from one renewal of a node's Lease to the next
   * @param normalEvents whether Events that are no warnings are written: about six per pod
   */
  public record Noise(Duration heartbeat, boolean normalEvents) {
    /** Like a real cluster's. */
    public static final Noise USUAL = new Noise(Duration.ofSeconds(40), true);

    /** For many nodes and pods: a heartbeat every 5 minutes, warnings only. */
    public static final Noise LITTLE = new Noise(Duration.ofMinutes(5), false);
  }

  public SimulationOptions {
    if (nodes < 0 || nodes > MOST_NODES) {
      throw new IllegalArgumentException("nodes: 0 to " + MOST_NODES + ", not " + nodes);
    }
    faults = Set.copyOf(faults);
  }

  /** A healthy cluster in which everything happens at once. */
  public static SimulationOptions of(int nodes) {
    return new SimulationOptions(
        nodes,
        Set.of(),
        Behaviour.PROMPT,
        NodeCapacity.DEFAULT,
        Noise.USUAL,
        "",
        ClusterProfile.PLAIN,
        PodProfiles.NONE);
  }

  /** The same with these faults. */
  public SimulationOptions withFaults(Set<Fault> others) {
    return new SimulationOptions(
        nodes, others, pods, capacity, noise, rootCertificate, profile, profiles);
  }

  /** The same with other pods. */
  public SimulationOptions withPods(Behaviour others) {
    return new SimulationOptions(
        nodes, faults, others, capacity, noise, rootCertificate, profile, profiles);
  }

  /** The same with these delays before a container's first start and before a restart. */
  public SimulationOptions withDelays(Duration start, Duration restart) {
    ContainerBehaviour all = pods.forAll().withStart(start).withRestart(restart);
    return withPods(pods.withAll(all));
  }

  /** The same with other nodes. */
  public SimulationOptions withCapacity(NodeCapacity other) {
    return new SimulationOptions(
        nodes, faults, pods, other, noise, rootCertificate, profile, profiles);
  }

  /** The same, louder or quieter. */
  public SimulationOptions withNoise(Noise other) {
    return new SimulationOptions(
        nodes, faults, pods, capacity, other, rootCertificate, profile, profiles);
  }

  /** The same with the certificate that pods are to trust. */
  public SimulationOptions withRootCertificate(String pem) {
    return new SimulationOptions(nodes, faults, pods, capacity, noise, pem, profile, profiles);
  }

  /** The same with another number of nodes. */
  public SimulationOptions withNodes(int others) {
    return new SimulationOptions(
        others, faults, pods, capacity, noise, rootCertificate, profile, profiles);
  }

  /** The same cluster, serving something else. */
  public SimulationOptions withProfile(ClusterProfile other) {
    return new SimulationOptions(
        nodes, faults, pods, capacity, noise, rootCertificate, other, profiles);
  }

  /** The same with images that behave in their own ways. */
  public SimulationOptions withProfiles(PodProfiles others) {
    return new SimulationOptions(
        nodes, faults, pods, capacity, noise, rootCertificate, profile, others);
  }
}

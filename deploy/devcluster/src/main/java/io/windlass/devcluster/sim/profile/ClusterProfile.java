package io.windlass.devcluster.sim.profile;

import java.util.List;
import java.util.Optional;

/**
 * What a cluster serves beside its API machinery. Immutable.
 *
 * @param metrics whether {@code metrics.k8s.io} is served
 * @param storage its StorageClasses; without any, claims are left alone
 * @param addresses what Services of type LoadBalancer and Ingresses get
 * @param ingressClass its one IngressClass, if it has any
 */
public record ClusterProfile(
    String name,
    boolean metrics,
    List<Storage> storage,
    Addresses addresses,
    Optional<String> ingressClass) {
  public ClusterProfile {
    storage = List.copyOf(storage);
  }

  /** Where Services and Ingresses are reached from outside. */
  public enum Addresses {
    /** Nowhere: they wait for ever. */
    NONE,
    /** At an address out of 192.0.2.0/24 and the networks after it. */
    IPS,
    /** At a host name, as with the load balancers of some clouds. */
    HOSTNAMES
  }

  /**
   * One StorageClass.
   *
   * @param provisioned whether volumes are made for claims, or somebody makes them by hand
   * @param waits whether a volume is bound only when a pod wants it
   */
  public record Storage(
      String name, boolean isDefault, boolean provisioned, boolean waits, boolean expands) {}

  /** Metrics and nothing else: for tests that bring their own. */
  public static final ClusterProfile PLAIN =
      new ClusterProfile("plain", true, List.of(), Addresses.NONE, Optional.empty());

  private static final ClusterProfile PUBLIC_CLOUD =
      new ClusterProfile(
          "public-cloud",
          true,
          List.of(
              new Storage("standard", true, true, true, true),
              new Storage("premium", false, true, false, true)),
          Addresses.HOSTNAMES,
          Optional.of("cloud"));

  private static final ClusterProfile PRIVATE =
      new ClusterProfile(
          "private",
          true,
          List.of(new Storage("shared", true, true, false, false)),
          Addresses.IPS,
          Optional.of("nginx"));

  private static final ClusterProfile EDGE =
      new ClusterProfile(
          "edge",
          false,
          List.of(new Storage("local", false, false, true, false)),
          Addresses.NONE,
          Optional.of("traefik"));

  private static final List<ClusterProfile> NAMED = List.of(PUBLIC_CLOUD, PRIVATE, EDGE);

  /** The profile of a name. */
  public static Optional<ClusterProfile> named(String name) {
    return NAMED.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }

  /** The names that there are. */
  public static List<String> names() {
    return NAMED.stream().map(ClusterProfile::name).toList();
  }
}

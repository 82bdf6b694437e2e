package io.windlass.manager.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A pod as one event of a watch showed it.
 *
 * @param place where it is, and whether it is to stay
 * @param ip empty while it has none
 * @param isReady condition Ready is True and the pod is not being deleted
 * @param containers by name
 */
public record PodSight(
    String uid,
    String name,
    Place place,
    String ip,
    boolean isReady,
    Map<String, ContainerSight> containers) {
  /**
   * Where a pod is.
   *
   * @param node empty while it has none
   * @param created on the cluster's clock, in whole seconds
   * @param isLeaving whether it is being deleted
   */
  public record Place(String node, Instant created, boolean isLeaving) {}

  /** One container: the image that runs (empty before it runs), and how often it was restarted. */
  public record ContainerSight(String image, int restarts) {}

  public PodSight {
    containers = Map.copyOf(containers);
  }

  /** Whether this pod is ready with this image in this container. */
  public boolean runs(String container, String image) {
    ContainerSight sight = containers.get(container);
    return isReady && sight != null && sight.image().equals(image);
  }

  /** Whether it is on one of these nodes. */
  public boolean isOn(Set<String> nodes) {
    return nodes.contains(place.node);
  }

  /** Restarts of one container; 0 if there is none of that name. */
  public int restarts(String container) {
    ContainerSight sight = containers.get(container);
    return sight == null ? 0 : sight.restarts();
  }
}

package io.windlass.devcluster.sim.kubelet;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a simulated pod behaves: data that its annotations and the options of the cluster state.
 *
 * @param forAll the containers that {@code byName} does not name
 * @param stop how long the processes take to end when the pod is deleted; at most its grace period
 */
public record Behaviour(
    ContainerBehaviour forAll,
    Map<String, ContainerBehaviour> byName,
    Duration stop,
    Images images) {

  public Behaviour {
    byName = Map.copyOf(byName);
  }

  /** Images that are special, by a pattern found anywhere in their name. */
  public record Images(Pattern unpullable, Pattern neverReady) {
    /** Names that say so cannot be pulled; every image that runs becomes ready. */
    public static final Images DEFAULT =
        new Images(Pattern.compile("failed|invalid|broken"), Pattern.compile("(?!)"));
  }

  /** Everything happens at once, and no container ends by itself. */
  public static final Behaviour PROMPT =
      new Behaviour(ContainerBehaviour.PROMPT, Map.of(), Duration.ZERO, Images.DEFAULT);

  /** The same with other containers. */
  public Behaviour withAll(ContainerBehaviour containers) {
    return new Behaviour(containers, byName, stop, images);
  }

  /** The same with special images. */
  public Behaviour withImages(Images other) {
    return new Behaviour(forAll, byName, stop, other);
  }

  ContainerBehaviour of(String container) {
    return byName.getOrDefault(container, forAll);
  }

  boolean canPull(String image) {
    return !images.unpullable().matcher(image).find();
  }

  boolean becomesReady(String container, String image) {
    return !of(container).neverReady() && !images.neverReady().matcher(image).find();
  }
}

package io.windlass.manager.playground;

import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.profile.ClusterProfile;

/**
 * What the world around a playground's pods is like.
 *
 * @param timeScale how many times as fast its time passes
 * @param profile what the cluster serves beside its nodes
 * @param images how containers behave by their image
 * @param chaos what goes wrong
 */
public record World(double timeScale, ClusterProfile profile, PodProfiles images, ChaosPlan chaos) {
  /** Real time, nothing special, nothing wrong. */
  public static final World USUAL =
      new World(1, ClusterProfile.PLAIN, PodProfiles.NONE, ChaosPlan.NONE);
}

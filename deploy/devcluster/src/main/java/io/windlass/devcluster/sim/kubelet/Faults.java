package io.windlass.devcluster.sim.kubelet;

/**
 * How the kubelets misbehave on purpose, so that a check can be seen to fail.
 *
 * @param restartEveryContainer an image change restarts all containers of the pod
 * @param newIpOnRestart an image change gives the pod another address
 * @param losePod the first pod whose image changes is deleted
 * @param neverReadyAgain a container that was restarted does not become ready
 */
public record Faults(
    boolean restartEveryContainer,
    boolean newIpOnRestart,
    boolean losePod,
    boolean neverReadyAgain) {
  /** Kubelets that do what they should. */
  public static final Faults NONE = new Faults(false, false, false, false);
}

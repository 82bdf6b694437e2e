package io.windlass.devcluster.sim;

/** A way in which the simulated cluster misbehaves on purpose, to see that a check catches it. */
public enum Fault {
  /** An image change restarts every container of the pod, not only that one. */
  RESTART_EVERY_CONTAINER,
  /** An image change gives the pod another address. */
  NEW_IP_ON_RESTART,
  /** The first pod whose image is changed is deleted. */
  LOSE_POD,
  /** A container that was restarted never becomes ready again. */
  NEVER_READY_AGAIN,
  /** Nobody looks after the nodes: none is tainted, none is found to have fallen silent. */
  NODES_UNATTENDED
}

/**
 * The Deployment controller: one ReplicaSet per template, and the way from one to the next.
 *
 * <p>A step gathers the ReplicaSets that the Deployment owns as {@link
 * io.windlass.devcluster.sim.deployment.RevisionSet}s, asks {@link
 * io.windlass.devcluster.sim.deployment.RollingPlan} or {@link
 * io.windlass.devcluster.sim.deployment.ProportionalScaling} which of them are to have another
 * size, carries that out, and lets {@link io.windlass.devcluster.sim.deployment.DeploymentStatus}
 * tell what has come of it. The next step follows when a ReplicaSet's status changes.
 */
@NullMarked
package io.windlass.devcluster.sim.deployment;

import org.jspecify.annotations.NullMarked;

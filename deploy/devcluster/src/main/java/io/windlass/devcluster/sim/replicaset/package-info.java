/** The ReplicaSet controller: as many pods as asked for, and which of them go first. */
@NullMarked
package io.windlass.devcluster.sim.replicaset;

import org.jspecify.annotations.NullMarked;

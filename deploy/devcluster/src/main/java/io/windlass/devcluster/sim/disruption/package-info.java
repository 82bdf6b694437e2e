/** PodDisruptionBudgets: how many pods of each may go now. */
@NullMarked
package io.windlass.devcluster.sim.disruption;

import org.jspecify.annotations.NullMarked;

/** The scheduler: which node a pod fits, and why it fits none. */
@NullMarked
package io.windlass.devcluster.sim.scheduler;

import org.jspecify.annotations.NullMarked;

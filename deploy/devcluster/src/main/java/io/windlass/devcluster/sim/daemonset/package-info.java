/** The DaemonSet controller: one pod on each node that is one for it. */
@NullMarked
package io.windlass.devcluster.sim.daemonset;

import org.jspecify.annotations.NullMarked;

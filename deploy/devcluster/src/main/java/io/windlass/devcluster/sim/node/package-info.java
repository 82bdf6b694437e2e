/** The simulated nodes and their heartbeats. */
@NullMarked
package io.windlass.devcluster.sim.node;

import org.jspecify.annotations.NullMarked;

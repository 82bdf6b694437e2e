/** Horizontal autoscaling: how many replicas usage asks for, and how fast that may be reached. */
@NullMarked
package io.windlass.devcluster.sim.autoscale;

import org.jspecify.annotations.NullMarked;

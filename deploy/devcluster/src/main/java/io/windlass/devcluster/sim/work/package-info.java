/**
 * How the parts of the simulation run: one step at a time for each key, on shared threads and the
 * one clock.
 */
@NullMarked
package io.windlass.devcluster.sim.work;

import org.jspecify.annotations.NullMarked;

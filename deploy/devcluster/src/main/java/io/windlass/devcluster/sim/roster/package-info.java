/** All pods as the controllers of the simulated cluster need them: a few facts each, indexed. */
@NullMarked
package io.windlass.devcluster.sim.roster;

import org.jspecify.annotations.NullMarked;

/** All objects of all types: one watch for each type, as types come and go. */
@NullMarked
package io.windlass.devcluster.sim.census;

import org.jspecify.annotations.NullMarked;

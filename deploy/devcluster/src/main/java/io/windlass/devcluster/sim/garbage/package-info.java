/** Garbage collection: dependents go when their owners are gone. */
@NullMarked
package io.windlass.devcluster.sim.garbage;

import org.jspecify.annotations.NullMarked;

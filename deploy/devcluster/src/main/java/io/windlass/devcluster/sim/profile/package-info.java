/** What unlike clusters serve, so that applications can be tried on each. */
@NullMarked
package io.windlass.devcluster.sim.profile;

import org.jspecify.annotations.NullMarked;

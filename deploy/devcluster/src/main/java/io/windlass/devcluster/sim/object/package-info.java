/** Objects of the API as the simulation reads them, and the events that it writes about them. */
@NullMarked
package io.windlass.devcluster.sim.object;

import org.jspecify.annotations.NullMarked;

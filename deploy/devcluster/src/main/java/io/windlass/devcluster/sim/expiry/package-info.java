/** What a cluster forgets by itself. */
@NullMarked
package io.windlass.devcluster.sim.expiry;

import org.jspecify.annotations.NullMarked;

/** PersistentVolumeClaims: volumes found or made for them, kept while in use, reclaimed after. */
@NullMarked
package io.windlass.devcluster.sim.claim;

import org.jspecify.annotations.NullMarked;

/** The StatefulSet controller: pods with a number, a name and volumes that stay theirs. */
@NullMarked
package io.windlass.devcluster.sim.statefulset;

import org.jspecify.annotations.NullMarked;

/** The simulated cluster: what a control plane and its nodes do with the objects of the API. */
@NullMarked
package io.windlass.devcluster.sim;

import org.jspecify.annotations.NullMarked;

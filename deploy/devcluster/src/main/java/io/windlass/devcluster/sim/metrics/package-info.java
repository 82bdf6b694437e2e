/** What pods and nodes use, as {@code metrics.k8s.io} tells it. */
@NullMarked
package io.windlass.devcluster.sim.metrics;

import org.jspecify.annotations.NullMarked;

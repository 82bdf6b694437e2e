/** EndpointSlices and Endpoints: which pods answer for a Service. */
@NullMarked
package io.windlass.devcluster.sim.endpoint;

import org.jspecify.annotations.NullMarked;

/**
 * The Job controller: pods that run to their end, counted once each. A pod carries a finalizer
 * until its end has been counted in the status, so that none is lost and none counts twice.
 */
@NullMarked
package io.windlass.devcluster.sim.job;

import org.jspecify.annotations.NullMarked;

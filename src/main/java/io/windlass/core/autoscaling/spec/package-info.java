/**
 * Reads the document of a TimedPodAutoscaler into rules, and says what in it cannot be read. What
 * the CRD's schema refuses is found here too, so that an object that slipped past it is never half
 * obeyed.
 */
@NullMarked
package io.windlass.core.autoscaling.spec;

import org.jspecify.annotations.NullMarked;

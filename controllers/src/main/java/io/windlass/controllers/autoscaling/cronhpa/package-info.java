/**
 * Serves CronHPA's kind: each object becomes a TimedPodAutoscaler that it owns, so that the same
 * decision and the same one writer act on it, and its own status says what came of it.
 */
@NullMarked
package io.windlass.controllers.autoscaling.cronhpa;

import org.jspecify.annotations.NullMarked;

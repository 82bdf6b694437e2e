/**
 * Reads what the API tells of a target and its load: a scale, pods, samples, custom metrics. Every
 * amount becomes thousandths, rounded up as Kubernetes rounds them.
 */
@NullMarked
package io.windlass.core.autoscaling.observe;

import org.jspecify.annotations.NullMarked;

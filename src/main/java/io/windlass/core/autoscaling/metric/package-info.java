/**
 * From metrics to replicas: the arithmetic of Kubernetes' HorizontalPodAutoscaler v2, number for
 * number. All amounts are thousandths ({@code milli}); utilisation is an integer division.
 *
 * <p>An example: ten ready pods that each use 830m of a request of 1000m against a target of 60
 * percent. Utilisation 83 percent, ratio 83/60 = 1.383, beyond the tolerance of a tenth, so the
 * proposal is ceil(1.383 x 10) = 14.
 */
@NullMarked
package io.windlass.core.autoscaling.metric;

import org.jspecify.annotations.NullMarked;

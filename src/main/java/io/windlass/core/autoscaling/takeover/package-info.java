/**
 * How a workload goes from a HorizontalPodAutoscaler to a TimedPodAutoscaler and back, with no
 * moment at which two write its replicas, and none at which the change itself writes them.
 */
@NullMarked
package io.windlass.core.autoscaling.takeover;

import org.jspecify.annotations.NullMarked;

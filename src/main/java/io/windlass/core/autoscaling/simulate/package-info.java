/**
 * Plays a day: a schedule, a curve of load and a model of pods give the series of replicas that the
 * controller would write, decided by the controller's own function. Rivals play the same day by the
 * published rules of CronHPA and HorizontalPodAutoscaler.
 *
 * <p>The model: the load is shared evenly by the pods that are ready; a pod is ready a fixed time
 * after it was asked for; the newest pods go first. Looks are taken at every step and at every edge
 * of the schedule.
 */
@NullMarked
package io.windlass.core.autoscaling.simulate;

import org.jspecify.annotations.NullMarked;

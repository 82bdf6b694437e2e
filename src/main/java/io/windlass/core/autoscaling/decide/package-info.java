/**
 * One decision: how many replicas now, and why. Time gives floor and ceiling, metrics move inside.
 * The controller and the simulator ask the same function, {@link
 * io.windlass.core.autoscaling.decide.Decider#decide}.
 *
 * <p>A trace. At 08:00:00 on a Monday window {@code weekday} raises the floor from 2 to 10 while 4
 * replicas are there and CPU asks for 3: stage Time gives 10..30, 4 is below, so 10 at once. At
 * noon CPU asks for 14: Metric 14, Combine 14, Stabilise 14, RateLimit 14, Clamp 14. At 18:00:00
 * the floor is 2 again: CPU asks for 3, but 9 was asked for a minute ago, so Stabilise says 9.
 */
@NullMarked
package io.windlass.core.autoscaling.decide;

import org.jspecify.annotations.NullMarked;

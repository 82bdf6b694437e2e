/**
 * Acts on TimedPodAutoscalers: java-operator-sdk watches them, a timer of edges wakes them, and one
 * turn reads the scale, decides in core and writes.
 *
 * <p>Words. A <em>turn</em> is one run for one autoscaler; an <em>edge</em> is an instant at which
 * time changes the bounds; a <em>tick</em> is an instant at which the metrics of a namespace are
 * read, once for all its autoscalers.
 *
 * <p>A trace: at 08:00:00 the timer wakes {@code shop/web}. The turn gets the scale (4), decides on
 * 10 because a window began, puts 10 with the version that it read, tells an Event, hands the new
 * status over to be written, and sets the timer to the next tick.
 */
@NullMarked
package io.windlass.controllers.autoscaling;

import org.jspecify.annotations.NullMarked;

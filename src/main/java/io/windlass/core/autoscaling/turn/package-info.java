/**
 * One turn of an autoscaler: what it remembers, what it may write, what it reports and when it
 * looks again. A turn that cannot see its target ends in an {@code Obstacle}, which is a value.
 *
 * <p>An example: at 08:00:00 a window begins whose floor is 10, the scale says 4. The decision is
 * 10, nobody else has written lately, so the turn allows the write; the past then knows 10 as its
 * own, and the next look is the next tick or edge, whichever comes first.
 */
@NullMarked
package io.windlass.core.autoscaling.turn;

import org.jspecify.annotations.NullMarked;

/**
 * Time as floor and ceiling: windows of local time become half-open intervals of instants, and what
 * is active at an instant gives the bounds of a replica count. Everything follows from (schedule,
 * instant); nothing is remembered, so nothing can be missed.
 *
 * <p>Words. A <em>window</em> is what a user writes; an <em>occurrence</em> is one interval of it,
 * {@code [start - lead, end)}; an <em>edge</em> is an instant at which what is active changes; a
 * <em>step</em> is a window that lasts until the next step; a <em>release</em> lets the floor of an
 * ended occurrence go down evenly.
 *
 * <p>An example: {@code 30 2 * * *} for two hours in Berlin. On 29 March 2026 half past two does
 * not exist: it begins at the change, 01:00Z, which is 03:00 there. On 25 October it comes twice:
 * it begins at the first, 00:30Z, and ends two hours later, 02:30Z. A local <em>end</em> that comes
 * twice is the second.
 */
@NullMarked
package io.windlass.core.autoscaling.schedule;

import org.jspecify.annotations.NullMarked;

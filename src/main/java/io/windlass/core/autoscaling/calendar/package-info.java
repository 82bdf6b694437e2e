/** Calendars that windows refer to: what a ConfigMap says, and what is wrong with it. */
@NullMarked
package io.windlass.core.autoscaling.calendar;

import org.jspecify.annotations.NullMarked;

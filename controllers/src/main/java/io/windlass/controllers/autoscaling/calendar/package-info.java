/** Reads the calendars that autoscalers refer to from ConfigMaps, and follows their changes. */
@NullMarked
package io.windlass.controllers.autoscaling.calendar;

import org.jspecify.annotations.NullMarked;

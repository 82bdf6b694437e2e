/**
 * Cron expressions of five fields over local date and time: minute, hour, day of month, month, day
 * of week. Which instants they mean in a time zone is the schedule's business.
 *
 * <p>{@code 0 8 * * 1-5} is 08:00 from Monday to Friday. Lists, ranges, steps and English names are
 * understood; Sunday is 0 or 7. Where day of month and day of week are both restricted, either one
 * suffices, as in every crontab since Vixie's; a field that begins with a star is not restricted.
 */
@NullMarked
package io.windlass.core.autoscaling.cron;

import org.jspecify.annotations.NullMarked;

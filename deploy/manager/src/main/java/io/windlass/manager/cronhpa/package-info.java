/** CronHPA's kind served by Windlass, for manifests that need not change on the day of the move. */
@NullMarked
package io.windlass.manager.cronhpa;

import org.jspecify.annotations.NullMarked;

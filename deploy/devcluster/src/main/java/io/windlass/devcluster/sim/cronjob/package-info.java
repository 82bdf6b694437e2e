/** The CronJob controller: Jobs at the moments of a schedule, and which of them are kept. */
@NullMarked
package io.windlass.devcluster.sim.cronjob;

import org.jspecify.annotations.NullMarked;

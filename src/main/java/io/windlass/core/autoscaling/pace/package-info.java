/**
 * How fast a count may follow its metrics: stabilisation and policies of autoscaling/v2, with and
 * without {@code behavior}, on a short memory that is a value.
 *
 * <p>An example, with {@code behavior: {}}: from 3 replicas to 40 asked for, the first look gives 7
 * (4 pods more beat 100 percent more), the next after 15 seconds 14. Down from 10 to 4 while 9 was
 * asked for 200 seconds ago gives 9.
 */
@NullMarked
package io.windlass.core.autoscaling.pace;

import org.jspecify.annotations.NullMarked;

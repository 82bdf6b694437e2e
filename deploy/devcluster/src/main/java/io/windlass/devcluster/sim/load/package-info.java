/** What simulated containers use: curves over time, and loads that pods of one owner share. */
@NullMarked
package io.windlass.devcluster.sim.load;

import org.jspecify.annotations.NullMarked;

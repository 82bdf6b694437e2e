/** The objects of a cluster in memory: versions, indexes and the log that watches read. */
@NullMarked
package io.windlass.devcluster.store;

import org.jspecify.annotations.NullMarked;

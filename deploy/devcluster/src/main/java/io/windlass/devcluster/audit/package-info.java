/** Counts of finished requests. */
@NullMarked
package io.windlass.devcluster.audit;

import org.jspecify.annotations.NullMarked;

/** Reads what other autoscalers were told, from a cluster or a file, so that it can be moved. */
@NullMarked
package io.windlass.manager.migration;

import org.jspecify.annotations.NullMarked;

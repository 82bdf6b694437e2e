/** Planted: an engine that knows a workload. */
@NullMarked
package io.windlass.house.planted.runtime;

import org.jspecify.annotations.NullMarked;

/** Planted: shared decisions that look up. */
@NullMarked
package io.windlass.house.planted.core.plan;

import org.jspecify.annotations.NullMarked;

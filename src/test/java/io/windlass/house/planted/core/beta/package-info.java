/** Planted: a workload that sees another. */
@NullMarked
package io.windlass.house.planted.core.beta;

import org.jspecify.annotations.NullMarked;

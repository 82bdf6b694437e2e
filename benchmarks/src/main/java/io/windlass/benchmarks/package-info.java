/** Benchmarks of Windlass: programs that print figures, each named on the page of its results. */
@NullMarked
package io.windlass.benchmarks;

import org.jspecify.annotations.NullMarked;

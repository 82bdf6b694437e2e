/** What planning costs, and what remembering what documents say saves. */
@NullMarked
package io.windlass.benchmarks.plan;

import org.jspecify.annotations.NullMarked;

/** What it costs to carry plans out, beside the bare writes. */
@NullMarked
package io.windlass.benchmarks.apply;

import org.jspecify.annotations.NullMarked;

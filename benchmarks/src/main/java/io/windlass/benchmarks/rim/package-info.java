/** What it costs to read the primaries of a large cluster through the operator framework. */
@NullMarked
package io.windlass.benchmarks.rim;

import org.jspecify.annotations.NullMarked;

/** What it costs to answer for new pods over HTTPS, and to be ready to, in a large cluster. */
@NullMarked
package io.windlass.benchmarks.admission;

import org.jspecify.annotations.NullMarked;

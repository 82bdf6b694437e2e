/** The work queue and its timer wheel beside what else one could take. */
@NullMarked
package io.windlass.benchmarks.queue;

import org.jspecify.annotations.NullMarked;

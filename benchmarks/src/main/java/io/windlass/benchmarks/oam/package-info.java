/** What it costs to translate OAM applications. */
@NullMarked
package io.windlass.benchmarks.oam;

import org.jspecify.annotations.NullMarked;

/**
 * What it costs to put sidecars into a new pod, from the bytes of a review to those of its answer.
 */
@NullMarked
package io.windlass.benchmarks.injection;

import org.jspecify.annotations.NullMarked;

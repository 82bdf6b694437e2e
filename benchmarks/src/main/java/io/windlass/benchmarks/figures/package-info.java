/**
 * What the programs of this module share: figures with their bars, the page that they are written
 * to, and figures that a program in Go measures.
 */
@NullMarked
package io.windlass.benchmarks.figures;

import org.jspecify.annotations.NullMarked;

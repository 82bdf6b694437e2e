/** Faults on purpose, by a file of rules: what meets which request, and what fails when. */
@NullMarked
package io.windlass.devcluster.chaos;

import org.jspecify.annotations.NullMarked;

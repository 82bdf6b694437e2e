/** Label and field selectors: their syntax and what they match. */
@NullMarked
package io.windlass.devcluster.select;

import org.jspecify.annotations.NullMarked;

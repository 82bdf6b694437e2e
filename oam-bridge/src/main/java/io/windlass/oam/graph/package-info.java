/** Applications and what becomes of them as drawings. */
@NullMarked
package io.windlass.oam.graph;

import org.jspecify.annotations.NullMarked;

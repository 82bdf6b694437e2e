/** Server-side printing: objects as rows of a Table. */
@NullMarked
package io.windlass.devcluster.print;

import org.jspecify.annotations.NullMarked;

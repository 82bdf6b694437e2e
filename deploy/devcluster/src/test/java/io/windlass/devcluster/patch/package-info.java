/** How patches are read and applied. */
@NullMarked
package io.windlass.devcluster.patch;

import org.jspecify.annotations.NullMarked;

/** The patch types: JSON patch, merge patch and, through the type, strategic merge patch. */
@NullMarked
package io.windlass.devcluster.patch;

import org.jspecify.annotations.NullMarked;

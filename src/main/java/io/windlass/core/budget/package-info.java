/** How many pods may be created, deleted and taken down at once. */
@NullMarked
package io.windlass.core.budget;

import org.jspecify.annotations.NullMarked;

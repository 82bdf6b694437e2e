/** How a running pod is brought to another revision without being replaced. */
@NullMarked
package io.windlass.core.inplace;

import org.jspecify.annotations.NullMarked;

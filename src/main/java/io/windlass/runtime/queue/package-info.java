/** Which key is to be looked at next. */
@NullMarked
package io.windlass.runtime.queue;

import org.jspecify.annotations.NullMarked;

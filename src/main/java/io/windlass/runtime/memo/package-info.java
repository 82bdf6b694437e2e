/** Answers of pure functions that are worth remembering. */
@NullMarked
package io.windlass.runtime.memo;

import org.jspecify.annotations.NullMarked;

/** The worker loop: take a key, run it, say what follows. */
@NullMarked
package io.windlass.runtime.control;

import org.jspecify.annotations.NullMarked;

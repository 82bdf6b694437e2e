/** A cluster of its own in this process, for trying things out, with or without the controllers. */
@NullMarked
package io.windlass.manager.playground;

import org.jspecify.annotations.NullMarked;

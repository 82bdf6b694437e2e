/** The engine's ports for tests: stepped time on one thread, scripted answers. */
@NullMarked
package io.windlass.runtime.testing;

import org.jspecify.annotations.NullMarked;

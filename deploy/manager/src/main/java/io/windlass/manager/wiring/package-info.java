/** Puts ports, engine and reconcilers together into something that runs. */
@NullMarked
package io.windlass.manager.wiring;

import org.jspecify.annotations.NullMarked;

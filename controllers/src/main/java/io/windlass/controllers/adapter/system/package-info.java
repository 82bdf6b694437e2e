/** Time and threads as the JVM has them. */
@NullMarked
package io.windlass.controllers.adapter.system;

import org.jspecify.annotations.NullMarked;

/** Tests that run the application as people do: as processes, and with the real kubectl. */
@NullMarked
package io.windlass.manager.process;

import org.jspecify.annotations.NullMarked;

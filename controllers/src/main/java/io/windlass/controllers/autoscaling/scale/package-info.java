/** Finds the scale subresource of any target through discovery, reads it and writes it. */
@NullMarked
package io.windlass.controllers.autoscaling.scale;

import org.jspecify.annotations.NullMarked;

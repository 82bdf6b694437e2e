/** From documents of both generations to the model. */
@NullMarked
package io.windlass.oam.read;

import org.jspecify.annotations.NullMarked;

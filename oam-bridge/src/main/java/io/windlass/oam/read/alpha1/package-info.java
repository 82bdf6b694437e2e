/**
 * The first generation: ComponentSchematics with typed parameters, as Rudr ran them (OAM
 * specification v0.1).
 */
@NullMarked
package io.windlass.oam.read.alpha1;

import org.jspecify.annotations.NullMarked;

/**
 * What acts on ApplicationConfigurations and Components: it gathers, has translated, applies,
 * removes and reports, and decides nothing.
 *
 * <p>A trace: an event of the watch, of a component or of something that was made brings a turn.
 * {@link io.windlass.oam.controller.ApplicationTurn} gathers the documents, the translator says
 * what the cluster should have, {@link io.windlass.oam.controller.Applying} and {@link
 * io.windlass.oam.controller.Pruning} bring it there, and the status says how far it came.
 */
@NullMarked
package io.windlass.oam.controller;

import org.jspecify.annotations.NullMarked;

/**
 * From an application's documents to the objects that the cluster should have, as one pure
 * function.
 *
 * <p>A trace: {@code Translator.translate} has the application and its components read into the
 * model, checks what may be combined, has every instance rendered and its traits laid onto it, and
 * returns the objects in the order in which they are applied, with all that is wrong and all that
 * the status should say.
 */
@NullMarked
package io.windlass.oam.translate;

import org.jspecify.annotations.NullMarked;

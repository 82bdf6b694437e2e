/**
 * The rim of the engine: java-operator-sdk watches the primaries and hands them over.
 *
 * <p>From it come the choice of namespaces, the informer with its health, start and stop. Its
 * reconcile does nothing but merge the primary into the store and add its key to the engine's
 * queue; the storm of pod events never meets it.
 */
@NullMarked
package io.windlass.controllers.adapter.josdk;

import org.jspecify.annotations.NullMarked;

/**
 * Webhooks over HTTPS: Jetty on virtual threads, a limit for everything that comes in, one answer
 * for everything that a client may send.
 *
 * <p>A path leads to an {@link io.windlass.controllers.adapter.admission.Endpoint}, a function of
 * documents; {@link io.windlass.controllers.adapter.admission.Reviews} makes one of what core
 * decides. The certificate can be changed while the server runs.
 */
@NullMarked
package io.windlass.controllers.adapter.admission;

import org.jspecify.annotations.NullMarked;

/**
 * Connections of Apache HttpComponents over blocking sockets, kept for clients that run on virtual
 * threads and talk to one server.
 *
 * <p>A request is one write on the thread that asks, and its answer is read on the same thread: no
 * event loop stands between, so nobody is woken but the reader.
 *
 * <p>A worked trace: a writer sends a PATCH over a {@link
 * io.windlass.controllers.adapter.http.Connection} that the {@link
 * io.windlass.controllers.adapter.http.Connections} had kept; the head of the answer is read, then
 * its body to the end, and with that the connection is kept again for the next one.
 */
@NullMarked
package io.windlass.controllers.adapter.http;

import org.jspecify.annotations.NullMarked;

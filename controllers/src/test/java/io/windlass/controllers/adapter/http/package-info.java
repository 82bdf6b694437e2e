/** What a client over blocking sockets says and understands, against a server told what to say. */
@NullMarked
package io.windlass.controllers.adapter.http;

import org.jspecify.annotations.NullMarked;

/** WebSockets as the API server speaks them: one text message for each event of a watch. */
@NullMarked
package io.windlass.devcluster.websocket;

import org.jspecify.annotations.NullMarked;

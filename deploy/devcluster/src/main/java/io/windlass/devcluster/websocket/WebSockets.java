package io.windlass.devcluster.websocket;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.Handshaker;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/**
 * Opens WebSockets with the rules of the API server: a client must name its origin (403 otherwise)
 * and may offer one subprotocol, which is taken whatever it is (400 for more). Thread-safe.
 */
public final class WebSockets {
  private static final Handshaker HANDSHAKER = Handshaker.newInstance();
  // The largest object, and some room: events are never cut into several frames.
  private static final long MAX_FRAME_BYTES = 8 * 1024 * 1024;

  private WebSockets() {}

  /** Writes lines until there are no more. */
  public interface Sender {
    void send(OutputStream lines) throws IOException, InterruptedException;
  }

  /** Prepares a server to open WebSockets. */
  public static void prepare(Server server) {
    WebSocketServerComponents.ensureWebSocketComponents(server);
  }

  /** Whether a request wants to become a WebSocket. */
  public static boolean isAskedFor(Request request) {
    return HANDSHAKER.isWebSocketUpgradeRequest(request);
  }

  /**
   * Opens a WebSocket and lets the sender write to it on a thread of its own; completes the
   * callback, also after a refusal.
   *
   * @param patience how long one message may take
   * @return the code of the answer
   */
  public static int open(
      Request request, Response response, Callback callback, Duration patience, Sender sender) {
    int refusal = refusal(request);
    if (refusal != 0) {
      response.setStatus(refusal);
      callback.succeeded();
      return refusal;
    }
    ConfigurationCustomizer limits = new ConfigurationCustomizer();
    limits.setIdleTimeout(Duration.ZERO);
    limits.setAutoFragment(false);
    limits.setMaxFrameSize(MAX_FRAME_BYTES);
    WebSocketNegotiator negotiator = new Negotiation(new EventSocket(sender, patience));
    HANDSHAKER.upgradeRequest(
        negotiator,
        request,
        response,
        callback,
        WebSocketServerComponents.getWebSocketComponents(
            request.getConnectionMetaData().getConnector().getServer()),
        limits);
    return 101;
  }

  private static int refusal(Request request) {
    if (request.getHeaders().get(HttpHeader.ORIGIN) == null) {
      return 403;
    }
    List<String> offered = request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false);
    return offered.size() > 1 ? 400 : 0;
  }

  private record Negotiation(FrameHandler handler) implements WebSocketNegotiator {
    @Override
    public FrameHandler negotiate(
        ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
      response.setExtensions(List.of());
      request.getSubProtocols().stream().findFirst().ifPresent(response::setAcceptedSubProtocol);
      return handler;
    }
  }
}

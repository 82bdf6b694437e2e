package io.windlass.devcluster.websocket;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open socket: a virtual thread of its own sends until the work is done or the client has gone.
 * What the client sends is ignored, except that it pings and closes.
 */
final class EventSocket implements FrameHandler {
  private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);

  private final WebSockets.Sender sender;
  private final Duration patience;
  private final AtomicReference<Optional<Open>> open = new AtomicReference<>(Optional.empty());

  private record Open(CoreSession session, Thread thread) {}

  EventSocket(WebSockets.Sender sender, Duration patience) {
    this.sender = sender;
    this.patience = patience;
  }

  @Override
  public void onOpen(CoreSession session, Callback callback) {
    callback.succeeded();
    Thread thread = Thread.ofVirtual().name("watch-socket").unstarted(() -> run(session));
    open.set(Optional.of(new Open(session, thread)));
    thread.start();
    session.demand();
  }

  private void run(CoreSession session) {
    try {
      sender.send(new SocketStream(session, patience));
      session.close(CloseStatus.NORMAL_STATUS, Callback.NOOP);
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("client", session.getRemoteAddress()).log("client went away");
      session.abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      session.abort();
    }
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    Optional<CoreSession> session = open.get().map(Open::session);
    if (frame.getOpCode() == OpCode.PING) {
      Frame pong = new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload()));
      session.ifPresent(s -> s.sendFrame(pong, Callback.NOOP, false));
    }
    callback.succeeded();
    session.ifPresent(CoreSession::demand);
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    open.get().map(Open::thread).ifPresent(Thread::interrupt);
    callback.succeeded();
  }
}

package io.windlass.devcluster.websocket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.FutureCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Sends each line that is written to it as one text message, its line feed included. A send blocks
 * until the bytes are on their way; one that takes too long fails. Used by one thread.
 */
final class SocketStream extends OutputStream {
  private final CoreSession session;
  private final Duration patience;
  private ByteArrayOutputStream line = new ByteArrayOutputStream();

  SocketStream(CoreSession session, Duration patience) {
    this.session = session;
    this.patience = patience;
  }

  @Override
  public void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      send();
    }
  }

  // Lines are written in a few pieces of which only the last one ends with a line feed.
  @Override
  public void write(byte[] b, int offset, int length) throws IOException {
    line.write(b, offset, length);
    if (length > 0 && b[offset + length - 1] == '\n') {
      send();
    }
  }

  private void send() throws IOException {
    FutureCallback sent = new FutureCallback();
    Frame frame = new Frame(OpCode.TEXT, ByteBuffer.wrap(line.toByteArray()));
    line = new ByteArrayOutputStream();
    session.sendFrame(frame, sent, false);
    sent.block(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}

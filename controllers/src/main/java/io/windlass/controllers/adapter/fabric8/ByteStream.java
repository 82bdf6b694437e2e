package io.windlass.controllers.adapter.fabric8;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of an answer as an input stream, fed by the client's event loop. The loop never waits:
 * chunks are asked for as the reader empties them, at most {@value #CHUNKS_AHEAD} ahead, so that a
 * slow reader slows the server and not this process. One reader; anyone may close.
 *
 * <p>A read returns what is there and does not wait for more, so that a decoder sees the end of a
 * watch event when it has arrived, not when the next one does.
 */
final class ByteStream extends InputStream {
  private static final int CHUNKS_AHEAD = 64;

  /**
   * Asking for chunks wakes the event loop, which costs more than a chunk: ask for many at once.
   */
  private static final int CHUNKS_ASKED_AT_ONCE = 16;

  private sealed interface Part {
    record Chunk(ByteBuffer bytes) implements Part {}

    record End(Optional<Throwable> broken) implements Part {}
  }

  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private final AtomicReference<AsyncBody> body = new AtomicReference<>();
  private volatile long idleMillis;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private Optional<Part.End> end = Optional.empty();
  private int emptied;
  private volatile int code;
  private volatile String contentType = "";
  private volatile boolean isOver;

  ByteStream(Duration idleTimeout) {
    this.idleMillis = idleTimeout.toMillis();
  }

  /** Chunks have come; called by the client. */
  void received(List<ByteBuffer> buffers) {
    buffers.forEach(buffer -> parts.add(new Part.Chunk(buffer)));
  }

  /** The head of the answer has come. */
  void begin(HttpResponse<AsyncBody> head) {
    code = head.code();
    contentType = Optional.ofNullable(head.header("Content-Type")).orElse("");
    AsyncBody asyncBody = head.body();
    body.set(asyncBody);
    var _ =
        asyncBody
            .done()
            .whenComplete((none, broken) -> parts.add(new Part.End(Optional.ofNullable(broken))));
    ask(asyncBody, CHUNKS_AHEAD);
  }

  private static void ask(AsyncBody asyncBody, int chunks) {
    for (int i = 0; i < chunks; i++) {
      asyncBody.consume();
    }
  }

  /** The HTTP status. */
  int code() {
    return code;
  }

  /** The header of that name, empty if there is none. */
  String contentType() {
    return contentType;
  }

  /** How long the server may say nothing from now on. */
  void mayIdle(Duration atMost) {
    idleMillis = atMost.toMillis();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (!current.hasRemaining()) {
      if (end.isPresent()) {
        return ended(end.get());
      }
      advance();
    }
    int count = Math.min(length, current.remaining());
    current.get(into, offset, count);
    return count;
  }

  private void advance() throws IOException {
    switch (await()) {
      case Part.Chunk(ByteBuffer bytes) -> {
        current = bytes;
        emptied++;
        if (emptied == CHUNKS_ASKED_AT_ONCE) {
          emptied = 0;
          ask(body.get(), CHUNKS_ASKED_AT_ONCE);
        }
      }
      case Part.End last -> {
        end = Optional.of(last);
        isOver = true;
      }
    }
  }

  private Part await() throws IOException {
    try {
      Part part = parts.poll(idleMillis, TimeUnit.MILLISECONDS);
      if (part == null) {
        throw new SocketTimeoutException("nothing came for " + idleMillis + " ms");
      }
      return part;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  private static int ended(Part.End last) throws IOException {
    if (last.broken().isPresent()) {
      throw new IOException("the stream broke: " + last.broken().get(), last.broken().get());
    }
    return -1;
  }

  /** Ends the stream if it has not ended; a reader that waits sees the end. */
  @Override
  public void close() {
    if (isOver) {
      return;
    }
    AsyncBody opened = body.get();
    if (opened != null) {
      opened.cancel();
    }
  }
}

package io.windlass.controllers.adapter.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of an answer: so many bytes, or chunks, or all up to the end of the connection (RFC
 * 9112, section 6). One reader; anyone may close.
 */
final class AnswerBody extends InputStream {
  private static final long UNTIL_CLOSED = -1;
  private static final int MOST_DIGITS = 15;

  private final Connection connection;
  private final Connections keeper;
  private final boolean keepsConnection;
  private final boolean isChunked;
  private volatile long idleNanos;

  /** Bytes that are left of the body or chunk, or {@link #UNTIL_CLOSED}. */
  private long left;

  private boolean isBegun;
  private final AtomicBoolean isOver = new AtomicBoolean();

  AnswerBody(Connection connection, Connections keeper, Answer.Head head) throws IOException {
    this.connection = connection;
    this.keeper = keeper;
    this.isChunked =
        head.first("Transfer-Encoding")
            .map(value -> value.equalsIgnoreCase("chunked"))
            .orElse(false);
    this.left = isChunked ? 0 : length(head);
    this.keepsConnection = head.keepsConnection() && left != UNTIL_CLOSED;
    if (!isChunked && left == 0) {
      end();
    }
  }

  private static long length(Answer.Head head) throws IOException {
    if (head.code() == 204 || head.code() == 304) {
      return 0;
    }
    String length = head.first("Content-Length").orElse("");
    if (length.isEmpty()) {
      return UNTIL_CLOSED;
    }
    return number(length, 10);
  }

  void mayIdle(long nanos) {
    idleNanos = nanos;
    connection.mayLast();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (isOver.get() || length == 0) {
      return isOver.get() ? -1 : 0;
    }
    long idle = idleNanos;
    if (idle == 0) {
      return advance(into, offset, length);
    }
    connection.cutAfter(idle);
    int count = advance(into, offset, length);
    if (!isOver.get()) {
      connection.mayLast();
    }
    return count;
  }

  private int advance(byte[] into, int offset, int length) throws IOException {
    if (isChunked && left == 0 && !nextChunk()) {
      return -1;
    }
    int most = left == UNTIL_CLOSED ? length : (int) Math.min(length, left);
    int count = connection.read(into, offset, most);
    if (count < 0) {
      return broken();
    }
    if (left != UNTIL_CLOSED) {
      left -= count;
      if (left == 0 && !isChunked) {
        end();
      }
    }
    return count;
  }

  private int broken() throws IOException {
    close();
    if (left == UNTIL_CLOSED) {
      return -1;
    }
    throw new EOFException("the connection ended within the answer");
  }

  private boolean nextChunk() throws IOException {
    if (isBegun && !connection.line().isEmpty()) {
      throw new IOException("a chunk that does not end");
    }
    isBegun = true;
    left = size(connection.line());
    if (left > 0) {
      return true;
    }
    while (!connection.line().isEmpty()) {
      // A trailer says nothing that anybody here wants to know.
    }
    end();
    return false;
  }

  private static long size(String line) throws IOException {
    int end = line.indexOf(';');
    return number((end < 0 ? line : line.substring(0, end)).strip(), 16);
  }

  private static long number(String digits, int radix) throws IOException {
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      throw new IOException("no length: " + digits);
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        throw new IOException("no length: " + digits);
      }
      number = number * radix + digit;
    }
    return number;
  }

  private void end() {
    if (!isOver.compareAndSet(false, true)) {
      return;
    }
    if (keepsConnection) {
      keeper.keep(connection);
    } else {
      keeper.drop(connection);
    }
  }

  /** Ends the body if it has not ended; a reader that waits sees its connection break. */
  @Override
  public void close() {
    if (isOver.compareAndSet(false, true)) {
      keeper.drop(connection);
    }
  }
}

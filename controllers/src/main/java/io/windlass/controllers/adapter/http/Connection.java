package io.windlass.controllers.adapter.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * One connection to a server, with what has been read ahead. One thread at a time uses it; anyone
 * may {@link #cut} it, which ends whatever that thread waits for.
 *
 * <p>Waiting has no time limit of the socket's own, since that would set a timer for each read:
 * {@link #cutAfter} says when whoever looks after the connections is to cut this one.
 */
final class Connection {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int LONGEST_LINE_BYTES = 64 * 1024;

  private final Socket plain;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  /** When it is cut, by {@link System#nanoTime}; only while {@link #isTimed}. */
  private volatile long deadline;

  private volatile boolean isTimed;
  private volatile boolean isOverdue;

  /**
   * Uses an open socket.
   *
   * @param plain what carries the bytes
   * @param socket what encrypts them, or the same
   */
  Connection(Socket plain, Socket socket) throws IOException {
    this.plain = plain;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  void cutAfter(long nanos) {
    deadline = System.nanoTime() + nanos;
    isTimed = true;
  }

  void mayLast() {
    isTimed = false;
  }

  /** Cuts it if its time has come. */
  void check(long now) {
    if (isTimed && now - deadline >= 0) {
      isOverdue = true;
      cut();
    }
  }

  void cut() {
    try {
      plain.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that cannot be closed: " + plain, e);
    }
  }

  boolean isCut() {
    return plain.isClosed();
  }

  /** Whether the server has closed it or said something that nobody asked for; takes 1 ms. */
  boolean isStale() {
    if (isCut() || position < limit) {
      return true;
    }
    try {
      plain.setSoTimeout(1);
      plain.getInputStream().read();
      return true;
    } catch (SocketTimeoutException stillThere) {
      return !isUntimed();
    } catch (IOException broken) {
      return true;
    }
  }

  private boolean isUntimed() {
    try {
      plain.setSoTimeout(0);
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  void send(byte[] bytes) throws IOException {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /** Reads what is there, and waits only if nothing is; less than 0 at the end. */
  int read(byte[] into, int offset, int length) throws IOException {
    if (position == limit) {
      // What is wanted in large pieces need not be copied twice.
      if (length >= BUFFER_BYTES) {
        return fill(into, offset, length);
      }
      limit = Math.max(0, fill(buffer, 0, BUFFER_BYTES));
      position = 0;
      if (limit == 0) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, into, offset, count);
    position += count;
    return count;
  }

  /** A line without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    while (true) {
      if (position == limit) {
        limit = Math.max(0, fill(buffer, 0, BUFFER_BYTES));
        position = 0;
        if (limit == 0) {
          throw new EOFException("the connection ended before the answer");
        }
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      line.append(new String(buffer, position, end - position, StandardCharsets.ISO_8859_1));
      position = Math.min(limit, end + 1);
      if (end < limit) {
        return withoutReturn(line);
      }
      if (line.length() > LONGEST_LINE_BYTES) {
        throw new IOException("a line of more than " + LONGEST_LINE_BYTES + " bytes");
      }
    }
  }

  private static String withoutReturn(StringBuilder line) {
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }

  private int fill(byte[] into, int offset, int length) throws IOException {
    try {
      return in.read(into, offset, length);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private IOException explained(IOException failure) {
    return isOverdue ? new SocketTimeoutException("no answer in time") : failure;
  }
}

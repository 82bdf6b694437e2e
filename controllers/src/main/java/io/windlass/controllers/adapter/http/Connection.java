package io.windlass.controllers.adapter.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;

/**
 * One connection to a server, on which Apache HttpComponents speaks. One thread at a time uses it;
 * anyone may {@link #cut} it, which ends whatever that thread waits for.
 *
 * <p>Waiting has no time limit of the socket's own, since that would set a timer for each read:
 * {@link #cutAfter} says when whoever looks after the connections is to cut this one.
 */
final class Connection {
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(64 * 1024).setMaxHeaderCount(1_000).build();
  private static final Timeout GLANCE = Timeout.ofMilliseconds(1);

  private final Socket plain;
  private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(LIMITS);

  /** When it is cut, by {@link System#nanoTime}; only while {@link #isTimed}. */
  private volatile long deadline;

  private volatile boolean isTimed;
  private volatile boolean isOverdue;

  private Connection(Socket plain) {
    this.plain = plain;
  }

  /** Speaks over an open socket as it is. */
  static Connection over(Socket socket) throws IOException {
    Connection connection = new Connection(socket);
    connection.http.bind(socket);
    return connection;
  }

  /**
   * Speaks over a socket that encrypts.
   *
   * @param plain what carries the bytes
   */
  static Connection over(SSLSocket socket, Socket plain) throws IOException {
    Connection connection = new Connection(plain);
    connection.http.bind(socket, plain);
    return connection;
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

  /** Closes the socket itself: whoever closed it politely would wait for the one who reads. */
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

  /** Whether the server has closed it or said something that nobody asked for; takes 2 ms. */
  boolean isStale() {
    try {
      return isCut() || http.isStale() || http.isDataAvailable(GLANCE);
    } catch (IOException broken) {
      return true;
    }
  }

  /**
   * Sends a request and reads the head of its final answer; those that come before it (1xx) are
   * passed over.
   */
  ClassicHttpResponse exchange(ClassicHttpRequest request) throws IOException {
    try {
      http.sendRequestHeader(request);
      http.sendRequestEntity(request);
      http.flush();
      ClassicHttpResponse response = http.receiveResponseHeader();
      while (response.getCode() < HttpStatus.SC_SUCCESS) {
        response = http.receiveResponseHeader();
      }
      if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
        http.receiveResponseEntity(response);
      }
      return response;
    } catch (HttpException e) {
      throw new IOException("no HTTP: " + e.getMessage(), e);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /** Whether another request may follow once the answer has been read to its end. */
  static boolean isKept(ClassicHttpRequest request, ClassicHttpResponse response) {
    return DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
        request, response, HttpCoreContext.create());
  }

  /** The failure, or the time limit that led to it. */
  IOException explained(IOException failure) {
    return isOverdue ? new SocketTimeoutException("no answer in time") : failure;
  }
}

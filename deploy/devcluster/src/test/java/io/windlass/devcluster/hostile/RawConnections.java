package io.windlass.devcluster.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.windlass.devcluster.Http;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLSocket;

/** Connections that are not used as HTTP means them: cut, stalled, or full of noise. */
final class RawConnections implements AutoCloseable {
  private static final int STALLED = 20;
  private static final List<String> BEGINNINGS =
      List.of(
          "GET /api/v1/pods?watch=1 HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /api/v1/pods HTTP/1.1\r\nHost: x\r\n",
          "POST /api/v1/namespaces/default/pods HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{",
          "POST /api/v1/pods HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "POST /api/v1/namespaces/default/pods HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
          "GET " + "/x".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(100_000) + "\r\n\r\n",
          "\u0000\u0001\u0002\u0003");

  private final Http http;
  private final Random random;
  private final Deque<SSLSocket> stalled = new ArrayDeque<>();

  RawConnections(Http http, long seed) {
    this.http = http;
    this.random = new Random(seed);
  }

  /** Opens one, writes a beginning, and drops, half-closes or forgets it. */
  void next() {
    try {
      SSLSocket socket = http.connect();
      socket
          .getOutputStream()
          .write(BEGINNINGS.get(random.nextInt(BEGINNINGS.size())).getBytes(US_ASCII));
      switch (random.nextInt(3)) {
        case 0 -> socket.close();
        case 1 -> {
          socket.shutdownOutput();
          keep(socket);
        }
        default -> keep(socket);
      }
    } catch (IOException refused) {
      // The server may end such a connection at any moment: that is its right.
    }
  }

  private void keep(SSLSocket socket) throws IOException {
    stalled.add(socket);
    if (stalled.size() > STALLED) {
      stalled.remove().close();
    }
  }

  @Override
  public void close() throws IOException {
    for (SSLSocket socket : stalled) {
      socket.close();
    }
  }
}

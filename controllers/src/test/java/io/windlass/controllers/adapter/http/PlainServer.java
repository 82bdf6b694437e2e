package io.windlass.controllers.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server that answers each request with the next text of a script, on whatever connection it
 * comes; {@link #CUT} at the end of a text closes that connection, an empty text says nothing.
 */
final class PlainServer implements AutoCloseable {
  static final String CUT = "<cut>";

  private final ServerSocket listening;
  private final BlockingQueue<String> script = new LinkedBlockingQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Thread accepting;

  PlainServer() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    accepting = Thread.ofVirtual().start(this::accept);
  }

  PlainServer answer(String text) {
    script.add(text);
    return this;
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many connections there were so far. */
  int connections() {
    return connections.size();
  }

  /** The heads of the requests so far, their lines parted by {@code |}. */
  List<String> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listening.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException closed) {
      connections.forEach(PlainServer::cut);
    }
  }

  private void serve(Socket connection) {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      while (heard(in)) {
        String text = script.take();
        boolean isCut = text.endsWith(CUT);
        String said = isCut ? text.substring(0, text.length() - CUT.length()) : text;
        connection.getOutputStream().write(said.getBytes(ISO_8859_1));
        if (isCut) {
          cut(connection);
        }
      }
    } catch (IOException gone) {
      cut(connection);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean heard(BufferedReader in) throws IOException {
    StringBuilder head = new StringBuilder();
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      head.append(head.isEmpty() ? "" : "|").append(line);
      line = in.readLine();
    }
    if (line != null) {
      requests.add(head.toString());
    }
    return line != null;
  }

  private static void cut(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port is free only when nobody waits for a connection any more. */
  @Override
  public void close() {
    try {
      listening.close();
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.windlass.controllers.adapter.fabric8;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server that says exactly what a test tells it to, also in the middle of an answer: each request
 * gets the next step of the script, on a connection of its own.
 */
final class ScriptedServer implements AutoCloseable {
  private static final String JSON = "application/json";

  private final ServerSocket socket;
  private final BlockingQueue<Step> script = new LinkedBlockingQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread accepting;

  /** What is written to a connection before it is closed. */
  @FunctionalInterface
  interface Step {
    void play(OutputStream out) throws IOException, InterruptedException;
  }

  ScriptedServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    accepting = Thread.ofVirtual().start(this::accept);
  }

  /** A whole answer. */
  ScriptedServer answer(int code, String headers, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return play(
        out -> {
          out.write(head(code, JSON, headers + "Content-Length: " + bytes.length + "\r\n"));
          out.write(bytes);
        });
  }

  /** A stream that ends in order. */
  ScriptedServer stream(String... chunks) {
    return play(
        out -> {
          chunks(out, chunks);
          out.write("0\r\n\r\n".getBytes(US_ASCII));
        });
  }

  /** A stream whose connection is cut after its chunks. */
  ScriptedServer cutStream(String... chunks) {
    return play(out -> chunks(out, chunks));
  }

  /**
   * A stream whose connection is cut when the client has got so far. (What a cut finds on its way
   * is lost; a real server would send it again.)
   */
  ScriptedServer cutStreamAfter(CountDownLatch point, String... chunks) {
    return play(
        out -> {
          chunks(out, chunks);
          point.await();
        });
  }

  /** A stream that stays open. */
  ScriptedServer openStream(String... chunks) {
    return play(
        out -> {
          chunks(out, chunks);
          closed.await();
        });
  }

  /** Takes the request and says nothing. */
  ScriptedServer silence() {
    return play(out -> closed.await());
  }

  ScriptedServer play(Step step) {
    script.add(step);
    return this;
  }

  /** Method and path of each request so far. */
  List<String> requests() {
    return requests;
  }

  /** The media types that each request so far has accepted. */
  List<String> accepted() {
    return accepted;
  }

  /** A stream of bytes of some type, that stays open or is cut when the client has got so far. */
  ScriptedServer stream(String mediaType, CountDownLatch until, byte[]... chunks) {
    return play(
        out -> {
          out.write(head(200, mediaType, "Transfer-Encoding: chunked\r\n"));
          for (byte[] chunk : chunks) {
            chunk(out, chunk);
          }
          until.await();
        });
  }

  /** A whole answer of bytes of some type. */
  ScriptedServer answer(String mediaType, byte[] body) {
    return answer(200, mediaType, body);
  }

  ScriptedServer answer(int code, String mediaType, byte[] body) {
    return play(
        out -> {
          out.write(head(code, mediaType, "Content-Length: " + body.length + "\r\n"));
          out.write(body);
        });
  }

  KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withMasterUrl("http://127.0.0.1:" + socket.getLocalPort())
                .withRequestRetryBackoffLimit(3)
                .build())
        .build();
  }

  private static void chunks(OutputStream out, String... chunks) throws IOException {
    out.write(head(200, JSON, "Transfer-Encoding: chunked\r\n"));
    for (String chunk : chunks) {
      chunk(out, chunk.getBytes(UTF_8));
    }
  }

  private static void chunk(OutputStream out, byte[] bytes) throws IOException {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(US_ASCII));
    out.flush();
  }

  private static byte[] head(int code, String mediaType, String headers) {
    return "HTTP/1.1 %d X\r\nContent-Type: %s\r\nConnection: close\r\n%s\r\n"
        .formatted(code, mediaType, headers)
        .getBytes(US_ASCII);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      closed.countDown();
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
      requests.add(in.readLine().replace(" HTTP/1.1", ""));
      skipHeadAndBody(in);
      script.take().play(connection.getOutputStream());
      connection.getOutputStream().flush();
    } catch (IOException e) {
      // The client has gone away, as it may.
      requests.add("broken: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void skipHeadAndBody(BufferedReader in) throws IOException {
    int length = 0;
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
      if (line.toLowerCase(Locale.ROOT).startsWith("accept:")) {
        accepted.add(line.substring(line.indexOf(':') + 1).strip());
      }
      line = in.readLine();
    }
    for (int i = 0; i < length && in.read() >= 0; i++) {}
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
      accepting.join(); // until then the system still takes connections for it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

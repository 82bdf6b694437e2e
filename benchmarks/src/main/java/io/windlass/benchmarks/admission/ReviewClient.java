package io.windlass.benchmarks.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sends one prepared review over and over, a connection for each thread, and reads no more of the
 * answer than it must: a client that costs little beside the server. Thread-safe.
 */
final class ReviewClient {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SSLContext trust;
  private final int port;
  private final byte[] request;
  private final ThreadLocal<SSLSocket> connections = ThreadLocal.withInitial(this::connect);

  ReviewClient(byte[] authority, int port, String path, String body) {
    this.trust = trusting(authority);
    this.port = port;
    byte[] bytes = body.getBytes(UTF_8);
    this.request =
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, bytes.length, body)
            .getBytes(UTF_8);
  }

  private static SSLContext trusting(byte[] authority) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(authority)));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot trust the webhooks' authority", e);
    }
  }

  private SSLSocket connect() {
    try {
      SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port);
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the review; the answer's head and body. */
  String send() {
    try {
      SSLSocket socket = connections.get();
      socket.getOutputStream().write(request);
      byte[] buffer = new byte[BUFFER_BYTES];
      int end = 0;
      int head = -1;
      while (head < 0) {
        end += read(socket, buffer, end);
        head = new String(buffer, 0, end, UTF_8).indexOf("\r\n\r\n");
      }
      String text = new String(buffer, 0, end, UTF_8);
      int at = text.indexOf("Content-Length: ") + "Content-Length: ".length();
      int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
      int missing = head + 4 + length - end;
      new DataInputStream(socket.getInputStream()).readFully(buffer, end, missing);
      return new String(buffer, 0, end + missing, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the review; anything but a patched pod is a failure. */
  void mustInject() {
    String answer = send();
    if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("\"patch\"")) {
      throw new IllegalStateException("not injected: " + answer);
    }
  }

  /** Sends the review; anything but leave is a failure. */
  void mustAllow() {
    String answer = send();
    if (!answer.contains("\"allowed\":true")) {
      throw new IllegalStateException("not allowed: " + answer);
    }
  }

  private static int read(SSLSocket socket, byte[] buffer, int end) throws IOException {
    int read = socket.getInputStream().read(buffer, end, buffer.length - end);
    if (read < 0) {
      throw new IOException("the server ended the connection");
    }
    return read;
  }
}

package io.windlass.manager.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.controllers.adapter.http.Answer;
import io.windlass.controllers.adapter.http.Connections;
import io.windlass.controllers.adapter.http.NoConnection;
import io.windlass.controllers.adapter.http.Origin;
import io.windlass.controllers.adapter.http.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No request is sent to a server that cannot prove who it is. */
class TlsConnectionsTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n";
  private static final TlsMaterial OURS = issued();
  private static final TlsMaterial FOREIGN = issued();

  private final SSLServerSocket server = listening();

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          the certificate               | trusted | host      | name it must be for | reached
          is for the host               | ours    | 127.0.0.1 | ''                  | true
          is for the name that is told  | ours    | localhost | api.example         | true
          is for another host           | ours    | localhost | ''                  | false
          is for another name           | ours    | 127.0.0.1 | other.example       | false
          is of a foreign authority     | foreign | 127.0.0.1 | ''                  | false
          """)
  void aServerIsReachedIf(String rule, String trusted, String host, String name, boolean reached)
      throws IOException {
    Connections connections =
        to(host, trusted.equals("ours") ? OURS : FOREIGN, List.of(), Optional.of(name));

    if (reached) {
      assertThat(asked(connections)).as(rule).isEqualTo("TLSv1.3");
    } else {
      assertThatThrownBy(connections::lease).as(rule).isInstanceOf(NoConnection.class);
    }
  }

  @Test
  void onlyTheVersionsThatAreAllowedAreSpoken() throws IOException {
    assertThat(asked(to("127.0.0.1", OURS, List.of("TLSv1.2"), Optional.empty())))
        .isEqualTo("TLSv1.2");
  }

  private static String asked(Connections connections) throws IOException {
    ClassicHttpRequest request = new BasicClassicHttpRequest("GET", null, "/");
    try (Answer answer = connections.lease().exchange(request, 10_000_000_000L)) {
      return new String(answer.body().readAllBytes(), UTF_8);
    }
  }

  private Connections to(
      String host, TlsMaterial trusted, List<String> versions, Optional<String> name) {
    Tls tls = new Tls(trusting(trusted), versions, name.filter(wanted -> !wanted.isEmpty()));
    return new Connections(
        new Origin(
            host,
            server.getLocalPort(),
            Optional.of(tls),
            new Origin.Way.Direct(),
            Duration.ofSeconds(5)),
        () -> false);
  }

  private static TlsMaterial issued() {
    return new TlsIssuer(Set.of("127.0.0.1", "api.example"))
        .renewed(Optional.empty(), Instant.now());
  }

  private static SSLServerSocket listening() {
    try {
      SSLServerSocket socket =
          (SSLServerSocket)
              proving(OURS)
                  .getServerSocketFactory()
                  .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> serve(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(SSLServerSocket socket) {
    while (!socket.isClosed()) {
      try (SSLSocket connection = (SSLSocket) socket.accept()) {
        if (connection.getInputStream().read() >= 0) {
          String spoken = connection.getSession().getProtocol();
          connection.getOutputStream().write((HEAD + spoken).getBytes(UTF_8));
          connection.getInputStream().readAllBytes();
        }
      } catch (IOException refused) {
        // The client does not like what it sees, as it should.
      }
    }
  }

  private static SSLContext proving(TlsMaterial material) {
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          "server", material.key(), new char[0], material.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext trusting(TlsMaterial material) {
    try {
      KeyStore store = empty();
      store.setCertificateEntry("authority", material.authorities().getFirst());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    return store;
  }
}

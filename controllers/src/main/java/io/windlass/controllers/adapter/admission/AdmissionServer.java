package io.windlass.controllers.adapter.admission;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The HTTPS server of the webhooks. Each request has a virtual thread of its own. Thread-safe. */
public final class AdmissionServer implements AutoCloseable {
  private static final int MAX_CONCURRENT_REQUESTS = 2_000;
  private static final int REQUEST_HEADER_BYTES = 16 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(30);

  // The key store never leaves the process.
  private static final String PASSWORD = "in-memory";

  private final Server server;
  private final ServerConnector connector;
  private final SslContextFactory.Server tls;

  private AdmissionServer(Server server, ServerConnector connector, SslContextFactory.Server tls) {
    this.server = server;
    this.connector = connector;
    this.tls = tls;
  }

  /**
   * Where it listens.
   *
   * @param port 0 takes any that is free
   */
  public record Address(String host, int port) {}

  /**
   * Starts to serve.
   *
   * @param endpoints by path
   * @throws IOException if the address is taken
   */
  public static AdmissionServer start(
      Address address, ServerKey key, Map<String, Endpoint> endpoints, AdmissionMetrics metrics)
      throws IOException {
    Server server = new Server(new VirtualThreadPool(MAX_CONCURRENT_REQUESTS));
    SslContextFactory.Server tls = new SslContextFactory.Server();
    use(tls, key);
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http()));
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setAcceptedTcpNoDelay(true);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.setHandler(new ReviewHandler(endpoints, metrics));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("cannot serve webhooks on " + address, e);
    }
    return new AdmissionServer(server, connector, tls);
  }

  private static HttpConfiguration http() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(REQUEST_HEADER_BYTES);
    configuration.setHttpCompliance(HttpCompliance.RFC7230);
    SecureRequestCustomizer customizer = new SecureRequestCustomizer();
    customizer.setSniHostCheck(false);
    configuration.addCustomizer(customizer);
    return configuration;
  }

  private static void use(SslContextFactory.Server tls, ServerKey key) {
    tls.setKeyStore(key.store(PASSWORD));
    tls.setKeyStorePassword(PASSWORD);
  }

  /** Proves who it is with another key from the next connection on; the open ones go on. */
  public void renew(ServerKey key) {
    try {
      tls.reload(factory -> use(tls, key));
    } catch (Exception e) {
      throw new IllegalStateException("cannot change the server's key", e);
    }
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the webhook server did not stop", e);
    }
  }
}

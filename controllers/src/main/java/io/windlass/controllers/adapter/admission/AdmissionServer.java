package io.windlass.controllers.adapter.admission;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTPS server of the webhooks. Each request has a virtual thread of its own, and a {@link
 * Capacity} says how many there may be. Thread-safe.
 *
 * <p>HTTP/1.1 only, which is what API servers speak to webhooks: requests of one HTTP/2 connection
 * would all come to one replica.
 */
public final class AdmissionServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdmissionServer.class);
  private static final int REQUEST_HEADER_BYTES = 16 * 1024;
  // Longer than API servers keep an idle connection (90 s): who closes it first must not be the one
  // to whom a request may be on its way.
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(8);

  private final Parts parts;
  private final ChangingKey key;

  private AdmissionServer(Parts parts, ChangingKey key) {
    this.parts = parts;
    this.key = key;
  }

  private record Parts(Server server, ServerConnector connector, ReviewHandler handler) {}

  /**
   * Where it listens.
   *
   * @param port 0 takes any that is free
   */
  public record Address(String host, int port) {}

  /**
   * What it serves.
   *
   * @param endpoints by path
   */
  public record Service(
      Map<String, Endpoint> endpoints, Capacity capacity, AdmissionMetrics metrics) {}

  /**
   * Starts to serve.
   *
   * @throws IOException if the address is taken
   */
  public static AdmissionServer start(Address address, ServerKey first, Service service)
      throws IOException {
    Capacity capacity = service.capacity();
    ChangingKey key = new ChangingKey(first);
    Server server = new Server(new VirtualThreadPool(2 * capacity.connections()));
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(tls(key), "http/1.1"),
            new HttpConnectionFactory(http()));
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setAcceptedTcpNoDelay(true);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(capacity.connections(), connector);
    limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
    server.addBean(limit);
    ReviewHandler handler = new ReviewHandler(service.endpoints(), capacity, service.metrics());
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("cannot serve webhooks on " + address, e);
    }
    return new AdmissionServer(new Parts(server, connector, handler), key);
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

  private static SslContextFactory.Server tls(ChangingKey key) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {key}, null, null);
      SslContextFactory.Server tls = new SslContextFactory.Server();
      tls.setSslContext(context);
      tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot speak TLS", e);
    }
  }

  /** Proves who it is with another key from the next connection on; the open ones go on. */
  public void renew(ServerKey next) {
    key.show(next);
  }

  /** Whether it takes connections: since it started, and until it is closed or has failed. */
  public boolean isServing() {
    return parts.server.isRunning() && parts.connector.isOpen();
  }

  public int port() {
    return parts.connector.getLocalPort();
  }

  /** Takes no more, answers what it has taken, and ends. */
  @Override
  public void close() {
    try {
      parts.connector.close();
      if (!parts.handler.drain(DRAIN)) {
        LOG.warn("Reviews were still without an answer at the end");
      }
      parts.server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the webhook server did not stop", e);
    }
  }
}

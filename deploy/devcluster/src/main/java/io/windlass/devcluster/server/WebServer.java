package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ComputedObjects;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.audit.Audit;
import io.windlass.devcluster.auth.identity.CertificateUsers;
import io.windlass.devcluster.cert.Certificates;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.discovery.DiscoveryDocuments;
import io.windlass.devcluster.discovery.OpenApi;
import io.windlass.devcluster.pod.Evictions;
import io.windlass.devcluster.pod.Logs;
import io.windlass.devcluster.rest.Operations;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.websocket.WebSockets;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The HTTPS server of one cluster on 127.0.0.1. */
public final class WebServer implements AutoCloseable {
  private static final int MAX_CONCURRENT_REQUESTS = 100_000;
  private static final int REQUEST_HEADER_BYTES = 64 * 1024;

  private final Server server;
  private final ServerConnector connector;

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * What is served.
   *
   * @param protobuf reads the bodies that are in protobuf
   */
  public record Content(
      ClusterStore store,
      Registry registry,
      Operations operations,
      ComputedObjects computed,
      DiscoveryDocuments discovery,
      OpenApi openApi,
      Audit audit,
      Function<byte[], ObjectNode> protobuf,
      Security security) {}

  /**
   * Where and how it is served; port 0 takes any that is free.
   *
   * @param patience how long a connection may be idle where something is due
   */
  public record Border(
      int port,
      Certificates certificates,
      RequestGate gate,
      ClusterClock clock,
      Duration patience) {}

  /** Starts; throws if the port is taken. */
  public static WebServer start(Content content, Border border) {
    Server server = new Server(new VirtualThreadPool(MAX_CONCURRENT_REQUESTS));
    ServerConnector connector = connector(server, border);
    server.addConnector(connector);
    server.setErrorHandler(new UnreadableRequests());
    server.setHandler(handler(content, border));
    WebSockets.prepare(server);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot serve on port " + border.port(), e);
    }
    return new WebServer(server, connector);
  }

  private static ApiHandler handler(Content content, Border border) {
    Operations operations = content.operations();
    Reads reads = new Reads(operations.pages());
    Writes writes =
        new Writes(
            operations.creator(),
            operations.updater(),
            new Applies(operations.applier()),
            new Deletions(operations.deleter(), operations.pages()));
    PodEndpoints pods =
        new PodEndpoints(
            new Evictions(operations, content.registry(), border.clock()),
            new Logs(border.clock()));
    Subresources subresources =
        new Subresources(reads, writes, operations, content.registry(), pods);
    Watches watches =
        new Watches(content.store(), content.registry(), border.clock(), border.patience());
    ResourceRouter router =
        new ResourceRouter(
            new ResourceRouter.Readers(new ComputedReads(content.computed()), reads, watches),
            writes,
            subresources,
            new Reviews(content.security(), border.clock()),
            content.protobuf());
    KeyPages keys = new KeyPages(content.security().key());
    return new ApiHandler(
        entrance(content.security(), border),
        new ClusterPages(content.discovery(), content.openApi(), content.audit(), keys),
        content.registry(),
        router,
        content.audit());
  }

  private static ApiHandler.Entrance entrance(Security security, Border border) {
    CertificateUsers certificates = new CertificateUsers(border.certificates().authority());
    return new ApiHandler.Entrance(
        new Doorkeeper(certificates, security.tokens(), security.rbac()),
        new Gatekeeper(border.gate(), border.clock()));
  }

  private static ServerConnector connector(Server server, Border border) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(REQUEST_HEADER_BYTES);
    configuration.setHttpCompliance(HttpCompliance.RFC7230);
    // Ambiguous paths are refused by the handler, which takes in the body first: refused here, the
    // connection would end under a client that is still sending.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    SecureRequestCustomizer customizer = new SecureRequestCustomizer();
    customizer.setSniHostCheck(false);
    configuration.addCustomizer(customizer);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(border.certificates().serverContext());
    tls.setWantClientAuth(true);
    ServerConnector connector =
        new ServerConnector(server, new SslConnectionFactory(tls, http.getProtocol()), http);
    connector.setHost("127.0.0.1");
    connector.setPort(border.port());
    connector.setAcceptedTcpNoDelay(true);
    connector.setIdleTimeout(border.patience().toMillis());
    return connector;
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("https://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
  }
}

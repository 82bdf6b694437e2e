package io.windlass.devcluster.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * Sends documents to webhooks and waits for their answers, in real time. Connections are kept and
 * shared among webhooks that trust the same authorities. Thread-safe.
 */
public final class WebhookClient implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;
  private static final int MAX_CONNECTIONS = 256;

  private final ConcurrentMap<String, HttpClient> clients = new ConcurrentHashMap<>();
  private final ServicePorts services;

  public WebhookClient(ServicePorts services) {
    this.services = services;
  }

  /** What came of a call. */
  public sealed interface Answer {
    /** A document. */
    record Document(ObjectNode document) implements Answer {}

    /** None, and why, in the API server's words. */
    record None(String why) implements Answer {}
  }

  /** Posts a document. */
  public Answer post(ClientConfig config, ObjectNode document, Duration timeout) {
    String query = config.uri().getRawQuery() == null ? "?" : "&";
    String uri = config.uri() + query + "timeout=" + timeout.toSeconds() + "s";
    Request request =
        client(config)
            .POST(uri)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .headers(headers -> headers.put(HttpHeader.ACCEPT, "application/json, */*"))
            .body(new BytesRequestContent("application/json", Documents.bytes(document)));
    try {
      return read(new CompletableResponseListener(request, MAX_ANSWER_BYTES).send().get());
    } catch (ExecutionException e) {
      return unsent(uri, CallFailure.of(e, config, address(config)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unsent(uri, CallFailure.of(new TimeoutException(), config, address(config)));
    }
  }

  private InetSocketAddress address(ClientConfig config) {
    return services.resolve(config.uri().getHost(), config.port());
  }

  private static Answer.None unsent(String uri, String why) {
    return new Answer.None("Post \"%s\": %s".formatted(uri, why));
  }

  private static Answer read(ContentResponse response) {
    String text = new String(response.getContent(), StandardCharsets.UTF_8);
    if (response.getStatus() < 200 || response.getStatus() > 206) {
      boolean plain = String.valueOf(response.getMediaType()).startsWith("text/");
      return new Answer.None(CallFailure.of(response.getStatus(), plain ? text : ""));
    }
    try {
      return new Answer.Document(Documents.parse(response.getContent()));
    } catch (MalformedDocument e) {
      return new Answer.None("couldn't get version/kind; json parse error: " + e.getMessage());
    }
  }

  private HttpClient client(ClientConfig config) {
    return clients.computeIfAbsent(config.authorities(), this::start);
  }

  private HttpClient start(String authorities) {
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setSslContextFactory(tls(authorities));
    HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setExecutor(new VirtualThreadPool());
    client.setSocketAddressResolver(new Resolver(services));
    client.setFollowRedirects(false);
    client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot start a client", e);
    }
    return client;
  }

  private record Resolver(ServicePorts services) implements SocketAddressResolver {
    @Override
    public void resolve(
        String host,
        int port,
        Map<String, Object> context,
        Promise<List<InetSocketAddress>> promise) {
      promise.succeeded(List.of(services.resolve(host, port)));
    }
  }

  private static SslContextFactory.Client tls(String authorities) {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    if (!authorities.isBlank()) {
      tls.setTrustStore(trusted(authorities));
    }
    return tls;
  }

  private static KeyStore trusted(String authorities) {
    char[] password = {};
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, password);
      byte[] pem = authorities.getBytes(StandardCharsets.US_ASCII);
      int index = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        trusted.setCertificateEntry("authority-" + index++, certificate);
      }
      return trusted;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("not a bundle of certificates", e);
    }
  }

  @Override
  public void close() {
    for (HttpClient client : clients.values()) {
      try {
        client.stop();
      } catch (Exception e) {
        throw new IllegalStateException("a client did not stop", e);
      }
    }
  }
}

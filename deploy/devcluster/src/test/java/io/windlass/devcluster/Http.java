package io.windlass.devcluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** A plain HTTPS client for the cluster of a kubeconfig, with its client certificate. */
public final class Http implements AutoCloseable {
  static final String JSON = "application/json";
  private static final char[] PASSWORD = {};
  private static final int SMALL_BUFFER_BYTES = 4096;

  private final URI endpoint;
  private final HttpClient client;
  private final List<String> headers;

  private Http(URI endpoint, HttpClient client, List<String> headers) {
    this.endpoint = endpoint;
    this.client = client;
    this.headers = headers;
  }

  /** One answer, parsed. */
  public record Answer(int code, ObjectNode body, HttpResponse<byte[]> response) {
    public String text(String... path) {
      return Documents.text(body, path);
    }
  }

  public static Http of(Path kubeconfig) {
    return of(kubeconfig, kubeconfig);
  }

  /** A client of the cluster of one kubeconfig with the certificate of another. */
  static Http of(Path kubeconfig, Path identity) {
    try {
      ObjectNode config = YamlDocuments.parse(Files.readAllBytes(kubeconfig));
      ObjectNode cluster = (ObjectNode) config.path("clusters").path(0).path("cluster");
      ObjectNode holder = YamlDocuments.parse(Files.readAllBytes(identity));
      ObjectNode user = (ObjectNode) holder.path("users").path(0).path("user");
      return new Http(
          URI.create(cluster.path("server").asText()),
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(tls(cluster, user))
              .build(),
          List.of());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot use " + kubeconfig, e);
    }
  }

  /** The same client with headers more: names and values, in turn. */
  Http with(String... more) {
    return new Http(endpoint, client, Stream.concat(headers.stream(), Stream.of(more)).toList());
  }

  /** The same client, taken for somebody else. */
  Http as(String user, String group) {
    return with("Impersonate-User", user, "Impersonate-Group", group);
  }

  /** A client of the same cluster without certificate, with headers: names and values, in turn. */
  static Http withoutCertificate(Path kubeconfig, String... headers) {
    try {
      ObjectNode config = YamlDocuments.parse(Files.readAllBytes(kubeconfig));
      ObjectNode cluster = (ObjectNode) config.path("clusters").path(0).path("cluster");
      KeyStore nothing = KeyStore.getInstance("PKCS12");
      nothing.load(null, PASSWORD);
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(tls(cluster, nothing))
              .build();
      URI endpoint = URI.create(cluster.path("server").asText());
      return new Http(endpoint, client, List.of(headers));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot use " + kubeconfig, e);
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  Answer get(String path, String accept) {
    return send(request(path).header("Accept", accept).GET());
  }

  Answer get(String path, Map<String, String> headers) {
    HttpRequest.Builder builder = request(path).GET();
    headers.forEach(builder::header);
    return send(builder);
  }

  Answer post(String path, String json) {
    return send("POST", path, JSON, json);
  }

  Answer put(String path, String json) {
    return send("PUT", path, JSON, json);
  }

  Answer delete(String path, String json) {
    return send("DELETE", path, JSON, json);
  }

  Answer patch(String path, String kind, String body) {
    return send("PATCH", path, "application/" + kind, body);
  }

  Answer send(String method, String path, String contentType, String body) {
    return send(method, path, contentType, "*/*", body);
  }

  /** Any request; an empty content type sends no body. */
  public Answer send(String method, String path, String contentType, String accept, String body) {
    HttpRequest.Builder request = request(path).header("Accept", accept);
    if (contentType.isEmpty()) {
      return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
    }
    return send(
        request
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer send(String method, String path, String contentType, byte[] body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** The events of a watch over a WebSocket, until the server closes it. */
  CompletableFuture<List<String>> socket(String path, String... headers) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i].equals("Sec-WebSocket-Protocol")) {
        builder.subprotocols(headers[i + 1]);
      } else {
        builder.header(headers[i], headers[i + 1]);
      }
    }
    URI address = URI.create("wss" + endpoint.resolve(path).toString().substring("https".length()));
    SocketEvents events = new SocketEvents();
    return builder.buildAsync(address, events).thenCompose(socket -> events.all());
  }

  /** A connection on which nothing has been sent yet, and which can take little at a time. */
  public SSLSocket connect() {
    try {
      SSLSocket socket = (SSLSocket) client.sslContext().getSocketFactory().createSocket();
      socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.getPort()));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a watch, as they come. */
  public Stream<String> watch(String path, String accept) {
    try {
      return client
          .send(request(path).header("Accept", accept).GET().build(), BodyHandlers.ofLines())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Answer send(HttpRequest.Builder builder) {
    try {
      HttpResponse<byte[]> response = client.send(builder.build(), BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      boolean json = type.startsWith(JSON) && response.body().length > 0;
      ObjectNode body =
          json
              ? Documents.parse(firstFrame(response))
              : Documents.object().put("text", new String(response.body(), StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // A watch answers as many documents as there are events, each on a line.
  private static byte[] firstFrame(HttpResponse<byte[]> response) {
    String query = Objects.requireNonNullElse(response.uri().getRawQuery(), "");
    if (!query.contains("watch")) {
      return response.body();
    }
    String text = new String(response.body(), StandardCharsets.UTF_8);
    return text.lines().findFirst().orElse("{}").getBytes(StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path)).header("User-Agent", "contract/1 (test)");
    return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
  }

  private static SSLContext tls(ObjectNode cluster, ObjectNode user)
      throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, PASSWORD);
    Certificate[] chain = {certificate(bytes(user, "client-certificate"))};
    own.setKeyEntry("admin", key(bytes(user, "client-key")), PASSWORD, chain);
    return tls(cluster, own);
  }

  private static SSLContext tls(ObjectNode cluster, KeyStore own)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("ca", certificate(bytes(cluster, "certificate-authority")));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
    return context;
  }

  private static byte[] bytes(ObjectNode node, String field) throws IOException {
    String inline = node.path(field + "-data").asText();
    return inline.isEmpty()
        ? Files.readAllBytes(Path.of(node.path(field).asText()))
        : Base64.getDecoder().decode(inline);
  }

  private static Certificate certificate(byte[] pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem));
  }

  private static PrivateKey key(byte[] pem) throws IOException {
    try (PEMParser parser =
        new PEMParser(new StringReader(new String(pem, StandardCharsets.US_ASCII)))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      Object parsed = parser.readObject();
      return parsed instanceof PEMKeyPair pair
          ? converter.getKeyPair(pair).getPrivate()
          : converter.getPrivateKey((PrivateKeyInfo) parsed);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

package io.windlass.devcluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.windlass.devcluster.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server of webhooks on this machine, with a certificate of its own. */
final class WebhookServer implements AutoCloseable {
  private final List<ObjectNode> received = new CopyOnWriteArrayList<>();
  private final Map<String, Function<ObjectNode, Reply>> behaviours = new ConcurrentHashMap<>();
  private final TestCertificate certificate = TestCertificate.generate();
  private final HttpsServer server;

  /** What is answered. */
  record Reply(int code, String body) {}

  private WebhookServer(HttpsServer server) {
    this.server = server;
  }

  static WebhookServer start() {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      WebhookServer started = new WebhookServer(server);
      server.setHttpsConfigurator(new HttpsConfigurator(started.certificate.serverContext()));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", started::answer);
      server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers reviews to a path. */
  void on(String path, Function<ObjectNode, Reply> behaviour) {
    behaviours.put(path, behaviour);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ObjectNode review = Documents.parse(exchange.getRequestBody().readAllBytes());
      String path = exchange.getRequestURI().getPath();
      received.add(review.put("path", path));
      Function<ObjectNode, Reply> behaviour =
          behaviours.getOrDefault(path, asked -> new Reply(404, "no such hook"));
      Reply reply = behaviour.apply(review);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.code(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The reviews that came to a path and are about an object of this name. */
  List<ObjectNode> received(String path, String name) {
    return received.stream()
        .filter(review -> review.path("path").asText().equals(path))
        .filter(review -> review.path("request").toString().contains("\"" + name + "\""))
        .toList();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** A clientConfig that names a path of this server by URL. */
  String url(String path) {
    return "{'url':'https://127.0.0.1:%d%s','caBundle':'%s'}".formatted(port(), path, bundle());
  }

  /** A clientConfig that names it as a Service. */
  String service(String path) {
    return "{'service':{'namespace':'hooks','name':'hook','path':'%s','port':%d},'caBundle':'%s'}"
        .formatted(path, port(), bundle());
  }

  String bundle() {
    return Base64.getEncoder()
        .encodeToString(certificate.pem().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

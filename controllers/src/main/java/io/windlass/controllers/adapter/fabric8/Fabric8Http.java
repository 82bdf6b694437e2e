package io.windlass.controllers.adapter.fabric8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.windlass.controllers.adapter.http.Answer;
import io.windlass.controllers.adapter.http.Connections;
import io.windlass.controllers.adapter.http.NoConnection;
import io.windlass.controllers.adapter.wire.Encoding;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * Plain HTTP to the API server with the TLS, credentials, proxy and user agent of fabric8's client,
 * and without its models, its retries and its event loops: a request is written and its answer read
 * on the thread that asks, over connections of its own, and whoever calls decides what an answer
 * means. Thread-safe; calls block, which is cheap on virtual threads.
 */
public final class Fabric8Http {
  private final Interceptors interceptors;
  private final Connections connections;
  private final String server;
  private final Duration timeout;

  private Fabric8Http(
      HttpClient client,
      StandardHttpClientBuilder<?, ?, ?> settings,
      URI server,
      Duration timeout) {
    this.interceptors = new Interceptors(settings.getInterceptors().values(), (RequestTags) client);
    this.connections = new Connections(ClientOrigin.of(settings, server), client::isClosed);
    String url = server.toString();
    this.server = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.timeout = timeout;
  }

  /**
   * Goes to the client's server; closing the client ends this too.
   *
   * @param timeout for a whole answer, and for the head of a stream
   * @throws IllegalArgumentException for a client that does not tell how it is set up
   */
  public static Fabric8Http of(KubernetesClient client, Duration timeout) {
    HttpClient http = client.getHttpClient();
    if (http instanceof RequestTags
        && http.newBuilder() instanceof StandardHttpClientBuilder<?, ?, ?> settings) {
      return new Fabric8Http(http, settings, URI.create(client.getMasterUrl().toString()), timeout);
    }
    throw new IllegalArgumentException("not one of fabric8's own HTTP clients: " + http);
  }

  /**
   * One request.
   *
   * @param path with query, from the leading slash on
   */
  record Call(String method, String path, String contentType, String body) {
    static Call get(String path) {
      return new Call("GET", path, "", "");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Sends one request and waits for the whole answer in JSON; a closed client sends nothing. */
  Exchange send(Call call) {
    return send(call, WantedEncoding.JSON);
  }

  /** The same, with an answer in what is wanted. */
  Exchange send(Call call, WantedEncoding wanted) {
    return send(call, wanted.accept());
  }

  /** The same, with an answer in one of some media types, as the header {@code Accept} has them. */
  Exchange send(Call call, String accept) {
    try (Answer answer = answered(call, accept)) {
      byte[] bytes = answer.body().readAllBytes();
      return new Exchange.Answered(
          answer.head().code(),
          RetryAfter.read(answer.head().first("Retry-After")),
          new Body(bytes, Encoding.ofContentType(contentType(answer))));
    } catch (NoConnection e) {
      return new Exchange.NotSent(call + ": " + e.getMessage());
    } catch (IOException e) {
      return new Exchange.Lost(call + ": " + why(e));
    }
  }

  private static String why(IOException failure) {
    return Thread.currentThread().isInterrupted()
        ? "interrupted"
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  /** The header {@code Content-Type} of an answer, empty if there is none. */
  static String contentType(Answer answer) {
    return answer.head().first("Content-Type").orElse("");
  }

  /**
   * Opens a stream of bytes. The caller closes it.
   *
   * @param accept the media types, as the header of that name
   * @param idleTimeout how long the server may say nothing
   * @throws IOException if no answer came
   */
  Answer open(String path, String accept, Duration idleTimeout) throws IOException {
    Call call = Call.get(path);
    try {
      Answer answer = answered(call, accept);
      answer.mayIdle(idleTimeout.toNanos());
      return answer;
    } catch (IOException e) {
      throw new IOException(call + ": " + why(e), e);
    }
  }

  private Answer answered(Call call, String accept) throws IOException {
    StandardHttpRequest request = interceptors.prepared(request(call, accept));
    Answer answer = exchanged(call, request);
    if (answer.head().code() < HttpURLConnection.HTTP_BAD_REQUEST) {
      return answer;
    }
    Optional<StandardHttpRequest> instead = instead(request, answer);
    if (instead.isEmpty()) {
      return answer;
    }
    answer.close();
    return exchanged(call, instead.get());
  }

  private Optional<StandardHttpRequest> instead(StandardHttpRequest refused, Answer answer)
      throws IOException {
    boolean isMade = false;
    try {
      Optional<StandardHttpRequest> instead = interceptors.instead(refused, answer.head());
      isMade = true;
      return instead;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      if (!isMade) {
        answer.close();
      }
    }
  }

  private StandardHttpRequest request(Call call, String accept) {
    return new StandardHttpRequest(
        Map.of("Accept", List.of(accept)),
        URI.create(server + call.path()),
        call.method(),
        call.body());
  }

  private Answer exchanged(Call call, StandardHttpRequest request) throws IOException {
    long start = System.nanoTime();
    try {
      Connections.Lease lease = connections.lease();
      long left = timeout.toNanos() - (System.nanoTime() - start);
      Answer answer = lease.exchange(written(call, request), left);
      interceptors.answered(request, answer.head());
      return answer;
    } catch (IOException e) {
      interceptors.failed(request, e);
      throw e;
    }
  }

  private ClassicHttpRequest written(Call call, StandardHttpRequest request) {
    URI uri = request.uri();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    // The host goes into its header alone: a server is asked for a path.
    ClassicHttpRequest written =
        new BasicClassicHttpRequest(request.method(), null, uri.getRawPath() + query);
    written.addHeader("Host", connections.origin().authority());
    request.headers().forEach((name, values) -> add(written, name, values));
    if (!request.method().equals("GET")) {
      byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
      written.addHeader("Content-Type", call.contentType());
      written.addHeader("Content-Length", body.length);
      written.setEntity(new ByteArrayEntity(body, null));
    }
    return written;
  }

  /** What is meant for a proxy is not for the server. */
  private static void add(ClassicHttpRequest written, String name, List<String> values) {
    if (!name.equalsIgnoreCase("Proxy-Authorization")) {
      values.forEach(value -> written.addHeader(name, value));
    }
  }
}

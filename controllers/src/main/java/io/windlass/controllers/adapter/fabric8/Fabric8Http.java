package io.windlass.controllers.adapter.fabric8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.windlass.controllers.adapter.wire.Encoding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Plain HTTP to the API server through fabric8's client, with its TLS, credentials and user agent,
 * and without its models and its retries: whoever calls decides what an answer means. Thread-safe;
 * calls block, which is cheap on virtual threads.
 */
public final class Fabric8Http {
  private static final int MAX_CAUSES = 8;

  private final HttpClient client;
  private final String server;
  private final Duration timeout;

  private Fabric8Http(HttpClient client, String server, Duration timeout) {
    this.client = client;
    this.server = server;
    this.timeout = timeout;
  }

  /**
   * Uses the client's connections; closing the client ends this too.
   *
   * @param timeout for a whole answer, and for the head of a stream
   */
  public static Fabric8Http of(KubernetesClient client, Duration timeout) {
    RequestConfig once =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .build();
    String url = client.getMasterUrl().toString();
    return new Fabric8Http(
        client.getHttpClient().newBuilder().tag(once).build(),
        url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
        timeout);
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
    CompletableFuture<HttpResponse<byte[]>> answer;
    try {
      answer = client.sendAsync(whole(call, wanted), byte[].class);
    } catch (IllegalStateException closed) {
      return new Exchange.NotSent(call + ": " + closed.getMessage());
    }
    return await(call, answer);
  }

  private Exchange await(Call call, CompletableFuture<HttpResponse<byte[]>> answer) {
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Exchange.Answered(
          response.code(),
          RetryAfter.read(Optional.ofNullable(response.header("Retry-After"))),
          body(response));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      return new Exchange.Lost(call + ": interrupted");
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Exchange.Lost(call + ": no answer within " + timeout);
    } catch (ExecutionException e) {
      return failed(call, e);
    }
  }

  private static Body body(HttpResponse<byte[]> response) {
    String type = Optional.ofNullable(response.header("Content-Type")).orElse("");
    byte[] bytes = Optional.ofNullable(response.body()).orElse(new byte[0]);
    return new Body(bytes, Encoding.ofContentType(type));
  }

  /**
   * Opens a stream of bytes. The caller closes it.
   *
   * @param accept the media types, as the header of that name
   * @throws IOException if no answer came
   */
  ByteStream open(String path, String accept, Duration idleTimeout) throws IOException {
    Call call = Call.get(path);
    ByteStream stream = new ByteStream(idleTimeout);
    CompletableFuture<HttpResponse<AsyncBody>> answer;
    try {
      answer =
          client.consumeBytes(
              request(call, accept).build(), (buffers, body) -> stream.received(buffers));
    } catch (IllegalStateException closed) {
      throw new IOException(call + ": " + closed.getMessage(), closed);
    }
    begin(call, stream, answer);
    return stream;
  }

  private void begin(
      Call call, ByteStream stream, CompletableFuture<HttpResponse<AsyncBody>> answer)
      throws IOException {
    try {
      stream.begin(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw abandoned(answer, call + ": interrupted", e);
    } catch (TimeoutException e) {
      throw abandoned(answer, call + ": no answer within " + timeout, e);
    } catch (ExecutionException e) {
      throw new IOException(call + ": " + rootOf(e).getMessage(), e);
    }
  }

  private static IOException abandoned(
      CompletableFuture<HttpResponse<AsyncBody>> answer, String why, Throwable cause) {
    var _ = answer.thenAccept(late -> late.body().cancel());
    return new IOException(why, cause);
  }

  private HttpRequest whole(Call call, WantedEncoding wanted) {
    HttpRequest.Builder builder = request(call, wanted.accept());
    if (!call.method().equals("GET")) {
      builder.method(call.method(), call.contentType(), call.body());
    }
    return builder.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).build();
  }

  private HttpRequest.Builder request(Call call, String accept) {
    HttpRequest.Builder builder = client.newHttpRequestBuilder().uri(server + call.path());
    return builder.setHeader("Accept", accept);
  }

  private static Exchange failed(Call call, ExecutionException failure) {
    Throwable root = rootOf(failure);
    String why = call + ": " + root.getClass().getSimpleName() + ": " + root.getMessage();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return new Exchange.NotSent(why);
      }
    }
    return new Exchange.Lost(why);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; depth < MAX_CAUSES && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }
}

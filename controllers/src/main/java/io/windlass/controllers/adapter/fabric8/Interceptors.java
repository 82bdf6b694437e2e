package io.windlass.controllers.adapter.fabric8;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.windlass.controllers.adapter.http.Answer;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What fabric8's client does before and after its requests, done for requests that take another
 * way: credentials, user agent, impersonation, counts. Thread-safe, as interceptors are.
 */
final class Interceptors {
  private static final int REFRESH_SECONDS = 30;
  private static final AsyncBody.Consumer<List<ByteBuffer>> NOBODY = (_, _) -> {};

  private final List<Interceptor> all;
  private final RequestTags tags;

  Interceptors(Collection<Interceptor> all, RequestTags tags) {
    this.all = List.copyOf(all);
    this.tags = tags;
  }

  /** The request with what the client adds to it. */
  StandardHttpRequest prepared(StandardHttpRequest request) {
    StandardHttpRequest.Builder builder = request.newBuilder();
    all.forEach(interceptor -> interceptor.before(builder, request, tags));
    return builder.build();
  }

  void answered(HttpRequest request, Answer.Head answer) {
    Response response = new Response(request, answer);
    all.forEach(interceptor -> interceptor.after(request, response, NOBODY));
  }

  void failed(HttpRequest request, Throwable failure) {
    all.forEach(interceptor -> interceptor.afterConnectionFailure(request, failure));
  }

  /** What to ask instead of a request that was refused, if that may help: a new token, mostly. */
  Optional<StandardHttpRequest> instead(StandardHttpRequest refused, Answer.Head answer)
      throws InterruptedException {
    StandardHttpRequest.Builder builder = refused.newBuilder();
    Response response = new Response(refused, answer);
    for (Interceptor interceptor : all) {
      if (isMended(interceptor, builder, response)) {
        return Optional.of(builder.build());
      }
    }
    return Optional.empty();
  }

  private boolean isMended(
      Interceptor interceptor, StandardHttpRequest.Builder builder, Response response)
      throws InterruptedException {
    try {
      return interceptor
          .afterFailure((HttpRequest.Builder) builder, response, tags)
          .get(REFRESH_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** The head of an answer, as interceptors know it. */
  private record Response(HttpRequest request, Answer.Head head) implements HttpResponse<byte[]> {
    @Override
    public int code() {
      return head.code();
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }

    @Override
    public Optional<HttpResponse<?>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public List<String> headers(String name) {
      return head.fields().getOrDefault(name, List.of());
    }

    @Override
    public Map<String, List<String>> headers() {
      return head.fields();
    }
  }
}

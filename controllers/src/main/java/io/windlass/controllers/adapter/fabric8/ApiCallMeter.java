package io.windlass.controllers.adapter.fabric8;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.windlass.runtime.port.RuntimeMetrics;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Counts what a client asks the API server, whoever in the process asks: the engine, the operator
 * framework, the election. Thread-safe.
 */
public final class ApiCallMeter implements Interceptor {
  /** Under which it is added to a client. */
  public static final String NAME = "windlass-api-calls";

  private final RuntimeMetrics metrics;

  public ApiCallMeter(RuntimeMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    count(request, response.code());
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    count(request, 0);
  }

  private void count(HttpRequest request, int code) {
    ApiCallName name = ApiCallName.of(request.method(), request.uri());
    metrics.called(name.verb(), name.resource(), code);
  }
}

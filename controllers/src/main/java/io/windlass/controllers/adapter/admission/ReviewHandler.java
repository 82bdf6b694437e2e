package io.windlass.controllers.adapter.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers each request, whatever it is and whatever goes wrong. Thread-safe. */
final class ReviewHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewHandler.class);

  private final Map<String, Endpoint> endpoints;
  private final AdmissionMetrics metrics;

  ReviewHandler(Map<String, Endpoint> endpoints, AdmissionMetrics metrics) {
    this.endpoints = Map.copyOf(endpoints);
    this.metrics = metrics;
  }

  /** What goes back. */
  private record Reply(int code, Json.Obj document) {
    static Reply failure(int code, String reason, String message) {
      return new Reply(
          code,
          Json.Obj.EMPTY
              .with("kind", "Status")
              .with("apiVersion", "v1")
              .with("status", "Failure")
              .with("reason", reason)
              .with("message", message)
              .with("code", Json.of(code)));
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    String path = Request.getPathInContext(request);
    Reply reply = reply(path, request);
    response.setStatus(reply.code());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body = JsonText.canonical(reply.document()).getBytes(UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
    metrics.answered(
        endpoints.containsKey(path) ? path : "other",
        reply.code(),
        Duration.ofNanos(System.nanoTime() - start));
    return true;
  }

  // A fault of ours must end as an answer: the API server would wait for its time-out otherwise.
  private Reply reply(String path, Request request) {
    try {
      return Optional.ofNullable(endpoints.get(path))
          .map(endpoint -> reply(endpoint, request))
          .orElseGet(() -> Reply.failure(404, "NotFound", "nothing is served under " + path));
    } catch (UnreadableReview e) {
      return Reply.failure(400, "BadRequest", String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atError().addKeyValue("path", path).setCause(e).log("A webhook failed");
      return Reply.failure(500, "InternalError", "the webhook failed: " + e);
    }
  }

  private static Reply reply(Endpoint endpoint, Request request) {
    if (!request.getMethod().equals("POST")) {
      return Reply.failure(405, "MethodNotAllowed", "reviews are sent by POST");
    }
    byte[] body;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = in.readNBytes(endpoint.limitBytes() + 1);
    } catch (IOException e) {
      return Reply.failure(400, "BadRequest", "the body did not arrive: " + e.getMessage());
    }
    return body.length > endpoint.limitBytes()
        ? Reply.failure(
            413,
            "RequestEntityTooLarge",
            "a review may have " + endpoint.limitBytes() + " bytes at most")
        : new Reply(200, endpoint.answer().to(document(body)));
  }

  private static Json.Obj document(byte[] body) {
    try {
      if (JsonText.parse(new String(body, UTF_8)) instanceof Json.Obj object) {
        return object;
      }
    } catch (IllegalArgumentException e) {
      throw new UnreadableReview("the body is not JSON: " + e.getMessage());
    }
    throw new UnreadableReview("the body is not an object");
  }
}

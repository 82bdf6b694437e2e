package io.windlass.controllers.adapter.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.controllers.adapter.admission.Bodies.Arrival;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers each request, whatever it is and whatever goes wrong. Thread-safe. */
final class ReviewHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewHandler.class);

  private static final int MANY = Integer.MAX_VALUE;

  private final Map<String, Endpoint> endpoints;
  private final AdmissionMetrics metrics;
  private final Bodies bodies;
  private final Turnstile answers;
  private final Semaphore done = new Semaphore(MANY);
  private volatile boolean isLeaving;

  ReviewHandler(Map<String, Endpoint> endpoints, Capacity capacity, AdmissionMetrics metrics) {
    this.endpoints = Map.copyOf(endpoints);
    this.metrics = metrics;
    this.bodies = new Bodies(capacity);
    this.answers = new Turnstile(capacity.answers(), capacity.waiting(), capacity.patience());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // There are as many as anybody can need, so this waits for nobody.
    done.acquireUninterruptibly();
    long start = System.nanoTime();
    String path = Request.getPathInContext(request);
    Reply reply = reply(path, request);
    response.setStatus(reply.code());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    if (reply.isForNow()) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    if (isLeaving) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    byte[] body = JsonText.canonical(reply.document()).getBytes(UTF_8);
    response.write(true, ByteBuffer.wrap(body), Callback.from(callback, () -> done.release()));
    metrics.answered(
        endpoints.containsKey(path) ? path : "other",
        reply.code(),
        Duration.ofNanos(System.nanoTime() - start));
    return true;
  }

  /** Ends connections with their answers, and waits until all that came has been answered. */
  boolean drain(Duration patience) {
    isLeaving = true;
    try {
      return done.tryAcquire(MANY, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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

  private Reply reply(Endpoint endpoint, Request request) {
    if (!request.getMethod().equals("POST")) {
      return Reply.failure(405, "MethodNotAllowed", "reviews are sent by POST");
    }
    if (!endpoint.isOpen().getAsBoolean()) {
      return Reply.failure(
          Reply.UNAVAILABLE, "ServiceUnavailable", "the cluster has not been read yet, try again");
    }
    return switch (bodies.read(request, endpoint.limitBytes())) {
      case Arrival.Failed failed -> failed.reply();
      case Arrival.Arrived arrived -> {
        try (Bodies.Body body = arrived.body()) {
          yield answer(endpoint, body.text());
        }
      }
    };
  }

  private Reply answer(Endpoint endpoint, String body) {
    Optional<Turnstile.Pass> entered = answers.enter(1);
    if (entered.isEmpty()) {
      return Reply.tooMany("too many reviews come at once");
    }
    try (Turnstile.Pass _ = entered.get()) {
      return new Reply(200, endpoint.answer().to(document(body)));
    }
  }

  private static Json.Obj document(String body) {
    try {
      if (JsonText.parse(body) instanceof Json.Obj object) {
        return object;
      }
    } catch (IllegalArgumentException e) {
      throw new UnreadableReview("the body is not JSON: " + e.getMessage());
    }
    throw new UnreadableReview("the body is not an object");
  }
}

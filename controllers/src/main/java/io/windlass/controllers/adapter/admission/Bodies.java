package io.windlass.controllers.adapter.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads bodies into bounded memory in bounded time. A body pays for its room as it arrives, so that
 * one that is announced and never sent takes none from the others. Thread-safe.
 */
final class Bodies {
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int KIBIBYTE = 1024;

  private final Turnstile kibibytes;
  private final Capacity capacity;

  Bodies(Capacity capacity) {
    this.capacity = capacity;
    this.kibibytes =
        new Turnstile(
            Math.max(capacity.bodyBytes() / KIBIBYTE, CHUNK_BYTES / KIBIBYTE),
            capacity.waiting(),
            capacity.patience());
  }

  /** What became of a body. */
  sealed interface Arrival {
    record Arrived(Body body) implements Arrival {}

    record Failed(Reply reply) implements Arrival {}
  }

  /** A body and the room that it takes until it is closed. */
  record Body(String text, Deque<Turnstile.Pass> room) implements AutoCloseable {
    @Override
    public void close() {
      room.forEach(Turnstile.Pass::close);
    }
  }

  int freeKibibytes() {
    return kibibytes.free();
  }

  /** Waits for a body. */
  Arrival read(Request request, int wantedLimit) {
    int limit = Math.min(wantedLimit, capacity.bodyBytes());
    if (request.getLength() > limit) {
      return new Arrival.Failed(tooLong(limit));
    }
    Scheduler.Task end =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> request.fail(new TimeoutException("too slow")),
                capacity.bodyWithin().toNanos(),
                TimeUnit.NANOSECONDS);
    try (InputStream in = Content.Source.asInputStream(request)) {
      return read(in, limit);
    } catch (IOException e) {
      return new Arrival.Failed(
          Reply.failure(400, "BadRequest", "the body did not arrive: " + e.getMessage()));
    } finally {
      end.cancel();
    }
  }

  private Arrival read(InputStream in, int limit) throws IOException {
    Deque<Turnstile.Pass> room = new ArrayDeque<>();
    boolean arrived = false;
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK_BYTES);
      for (byte[] chunk = next(in); chunk.length > 0; chunk = next(in)) {
        if (bytes.size() + chunk.length > limit) {
          return new Arrival.Failed(tooLong(limit));
        }
        Optional<Turnstile.Pass> pass = kibibytes.enter((chunk.length + KIBIBYTE - 1) / KIBIBYTE);
        if (pass.isEmpty()) {
          return new Arrival.Failed(Reply.tooMany("too many bodies arrive at once"));
        }
        room.add(pass.get());
        bytes.writeBytes(chunk);
      }
      arrived = true;
      return new Arrival.Arrived(new Body(bytes.toString(UTF_8), room));
    } finally {
      if (!arrived) {
        room.forEach(Turnstile.Pass::close);
      }
    }
  }

  private static byte[] next(InputStream in) throws IOException {
    return in.readNBytes(CHUNK_BYTES);
  }

  private static Reply tooLong(int limit) {
    return Reply.failure(
        413, "RequestEntityTooLarge", "a review may have " + limit + " bytes at most");
  }
}

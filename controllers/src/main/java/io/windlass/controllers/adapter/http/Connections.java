package io.windlass.controllers.adapter.http;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * The connections to one server, kept from request to request; the one that was used last is used
 * first. Thread-safe; calls block, which is cheap on virtual threads.
 *
 * <p>As long as there are connections a virtual thread looks four times a second which of them are
 * to be cut: those whose answer does not come in time, and those that nobody has used for 30 s.
 */
public final class Connections {
  private static final long ROUND_NANOS = 250_000_000;
  private static final long IDLE_NANOS = 30_000_000_000L;

  /** A server may close what nobody uses; what was used just now need not be asked. */
  private static final long SURELY_OPEN_NANOS = 1_000_000_000;

  private final Origin origin;
  private final BooleanSupplier isOver;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean isWatched = new AtomicBoolean();

  private record Idle(Connection connection, long since) {}

  /**
   * Opens connections as they are needed.
   *
   * @param isOver once it says so all connections are cut
   */
  public Connections(Origin origin, BooleanSupplier isOver) {
    this.origin = origin;
    this.isOver = isOver;
  }

  public Origin origin() {
    return origin;
  }

  /**
   * A connection to send one request on.
   *
   * @throws NoConnection if none comes about: then the server has seen nothing
   */
  public Lease lease() throws NoConnection {
    if (isOver.getAsBoolean()) {
      throw new NoConnection(origin.authority(), "the client is closed");
    }
    Optional<Connection> kept = kept();
    try {
      return new Lease(this, kept.isPresent() ? kept.get() : opened());
    } catch (IOException e) {
      throw new NoConnection(origin.authority(), e);
    }
  }

  /** A connection for one exchange. */
  public static final class Lease {
    private final Connections keeper;
    private final Connection connection;

    private Lease(Connections keeper, Connection connection) {
      this.keeper = keeper;
      this.connection = connection;
    }

    /**
     * Sends a request and waits for the head of its answer.
     *
     * @param nanos for the head and, unless {@link Answer#mayIdle} says otherwise, for the whole
     *     answer
     * @throws NoConnection if there is no time left to send anything
     * @throws IOException if no answer came; the server may have carried the request out
     */
    public Answer exchange(ClassicHttpRequest request, long nanos) throws IOException {
      if (nanos <= 0) {
        keeper.keep(connection);
        throw new NoConnection(keeper.origin.authority(), "connecting took too long");
      }
      boolean isAnswered = false;
      connection.cutAfter(nanos);
      try {
        ClassicHttpResponse response = connection.exchange(request);
        boolean isKept = Connection.isKept(request, response);
        Answer answer = new Answer(response, new Answer.Lent(connection, keeper, isKept));
        isAnswered = true;
        return answer;
      } finally {
        if (!isAnswered) {
          keeper.drop(connection);
        }
      }
    }
  }

  private Optional<Connection> kept() {
    Idle last = idle.pollFirst();
    while (last != null) {
      boolean isFresh = System.nanoTime() - last.since < SURELY_OPEN_NANOS;
      if (isFresh ? !last.connection.isCut() : !last.connection.isStale()) {
        return Optional.of(last.connection);
      }
      drop(last.connection);
      last = idle.pollFirst();
    }
    return Optional.empty();
  }

  private Connection opened() throws IOException {
    Connection connection = origin.connect();
    open.add(connection);
    watch();
    return connection;
  }

  void keep(Connection connection) {
    connection.mayLast();
    idle.addFirst(new Idle(connection, System.nanoTime()));
  }

  void drop(Connection connection) {
    open.remove(connection);
    connection.cut();
  }

  private void watch() {
    if (isWatched.compareAndSet(false, true)) {
      Thread.ofVirtual().name("windlass-connections").start(this::look);
    }
  }

  private void look() {
    while (!open.isEmpty()) {
      LockSupport.parkNanos(ROUND_NANOS);
      long now = System.nanoTime();
      boolean all = isOver.getAsBoolean();
      for (Connection connection : open) {
        if (all) {
          drop(connection);
        } else {
          connection.check(now);
        }
      }
      dropUnused(now);
    }
    isWatched.set(false);
    if (!open.isEmpty()) {
      watch();
    }
  }

  private void dropUnused(long now) {
    Idle first = idle.peekLast();
    while (first != null && now - first.since >= IDLE_NANOS && idle.remove(first)) {
      drop(first.connection);
      first = idle.peekLast();
    }
  }
}

package io.windlass.controllers.adapter.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * What a server answers. The body is read by one thread; with its end the connection is kept for
 * another request, and with {@link #close} before that it is cut. Anyone may close.
 */
public final class Answer implements AutoCloseable {
  private final Head head;
  private final Lent lent;
  private final InputStream body;

  /**
   * An answer whose body has not been read.
   *
   * @param lent the connection that it comes over
   */
  Answer(ClassicHttpResponse response, Lent lent) throws IOException {
    this.head = Head.of(response);
    this.lent = lent;
    HttpEntity entity = response.getEntity();
    if (entity == null || entity.getContentLength() == 0) {
      lent.end();
      this.body = InputStream.nullInputStream();
    } else {
      this.body = new Body(entity.getContent(), lent);
    }
  }

  public Head head() {
    return head;
  }

  /** The body; a read returns what is there and does not wait for more. */
  public InputStream body() {
    return body;
  }

  /** How long the server may say nothing from now on, for each read. */
  public void mayIdle(long nanos) {
    lent.mayIdle(nanos);
  }

  @Override
  public void close() {
    lent.cut();
  }

  /**
   * Code and fields.
   *
   * @param fields by name, whose case does not matter
   */
  public record Head(int code, Map<String, List<String>> fields) {
    /** The first field of a name. */
    public Optional<String> first(String name) {
      return Optional.ofNullable(fields.get(name)).map(List::getFirst);
    }

    private static Head of(ClassicHttpResponse response) {
      Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (Header field : response.getHeaders()) {
        fields.computeIfAbsent(field.getName(), _ -> new ArrayList<>(1)).add(field.getValue());
      }
      return new Head(response.getCode(), fields);
    }
  }

  /** A connection until the body has ended, or somebody has had enough of it. */
  static final class Lent {
    private final Connection connection;
    private final Connections keeper;
    private final boolean isKept;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile long idleNanos;

    Lent(Connection connection, Connections keeper, boolean isKept) {
      this.connection = connection;
      this.keeper = keeper;
      this.isKept = isKept;
    }

    private void mayIdle(long nanos) {
      idleNanos = nanos;
      connection.mayLast();
    }

    private void end() {
      if (isOver.compareAndSet(false, true)) {
        if (isKept) {
          keeper.keep(connection);
        } else {
          keeper.drop(connection);
        }
      }
    }

    private void cut() {
      if (isOver.compareAndSet(false, true)) {
        keeper.drop(connection);
      }
    }
  }

  /** Tells the connection's keeper when the body has ended. */
  private static final class Body extends FilterInputStream {
    private final Lent lent;

    Body(InputStream content, Lent lent) {
      super(content);
      this.lent = lent;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (lent.isOver.get()) {
        return -1;
      }
      long idle = lent.idleNanos;
      if (idle > 0) {
        lent.connection.cutAfter(idle);
      }
      int count = advance(into, offset, length);
      if (count < 0) {
        lent.end();
      } else if (idle > 0) {
        lent.connection.mayLast();
      }
      return count;
    }

    private int advance(byte[] into, int offset, int length) throws IOException {
      boolean isRead = false;
      try {
        int count = super.read(into, offset, length);
        isRead = true;
        return count;
      } catch (IOException e) {
        throw lent.connection.explained(e);
      } finally {
        if (!isRead) {
          lent.cut();
        }
      }
    }

    @Override
    public void close() {
      lent.cut();
    }
  }
}

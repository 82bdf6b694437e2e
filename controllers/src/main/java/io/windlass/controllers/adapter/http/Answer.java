package io.windlass.controllers.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a server answers. The body is read by one thread; with its end the connection is kept for
 * another request, and with {@link #close} before that it is cut. Anyone may close.
 */
public final class Answer implements AutoCloseable {
  private final Head head;
  private final AnswerBody body;

  Answer(Head head, AnswerBody body) {
    this.head = head;
    this.body = body;
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
    body.mayIdle(nanos);
  }

  @Override
  public void close() {
    body.close();
  }

  /**
   * Code and fields.
   *
   * @param fields by name, whose case does not matter
   */
  public record Head(int code, Map<String, List<String>> fields) {
    private static final int MOST_FIELDS = 1_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?");

    /** The first field of a name. */
    public Optional<String> first(String name) {
      return Optional.ofNullable(fields.get(name)).map(List::getFirst);
    }

    /** Reads the head of the final answer; those that come before it (1xx) are passed over. */
    static Head read(Connection connection) throws IOException {
      Head head = readOne(connection);
      while (head.code < 200 && head.code != 101) {
        head = readOne(connection);
      }
      return head;
    }

    private static Head readOne(Connection connection) throws IOException {
      String status = connection.line();
      int code = code(status);
      Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      String line = connection.line();
      for (int i = 0; !line.isEmpty(); i++) {
        int colon = line.indexOf(':');
        if (colon <= 0 || i > MOST_FIELDS) {
          throw new IOException("no HTTP: " + line);
        }
        fields
            .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>(1))
            .add(line.substring(colon + 1).strip());
        line = connection.line();
      }
      return new Head(code, fields);
    }

    private static int code(String status) throws IOException {
      if (!STATUS.matcher(status).matches()) {
        throw new IOException("no HTTP: " + status);
      }
      return Integer.parseInt(status, 9, 12, 10);
    }

    boolean keepsConnection() {
      return first("Connection").map(value -> !value.equalsIgnoreCase("close")).orElse(true);
    }
  }
}

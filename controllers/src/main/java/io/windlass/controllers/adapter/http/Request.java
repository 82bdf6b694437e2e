package io.windlass.controllers.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One request as bytes. Immutable. */
public final class Request {
  private static final byte[] NOTHING = new byte[0];

  private final Head head;
  private final byte[] body;

  /**
   * A request with a body; the head tells its type and length.
   *
   * @param body not written to from now on
   */
  public Request(Head head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  /** A request without a body. */
  public static Request of(Head head) {
    return new Request(head, NOTHING);
  }

  /**
   * The head of a request for a target.
   *
   * @param target the path with its query
   */
  public static Head head(String method, String target) {
    return new Head(new StringBuilder(512)).line(method + " " + target + " HTTP/1.1");
  }

  /** The lines of a head so far; {@link #with} adds to them. For one thread. */
  public record Head(StringBuilder lines) {
    /** The same head, with one field more. */
    public Head with(String name, String value) {
      return line(name + ": " + value);
    }

    /** A line break in a name or value would begin another field, or another request. */
    private Head line(String line) {
      if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a line break in the head of a request: " + line);
      }
      lines.append(line).append("\r\n");
      return this;
    }

    byte[] bytes() {
      return (lines + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** Head and body in one piece, so that they go out in one write. */
  byte[] bytes() {
    byte[] start = head.bytes();
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }
}

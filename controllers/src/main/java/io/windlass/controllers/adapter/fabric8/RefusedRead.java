package io.windlass.controllers.adapter.fabric8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Set;

/** The server answered a read with an error, or ended a watch with one. */
public final class RefusedRead extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int TOO_MANY_REQUESTS = 429;

  /** What says nothing about the way in which was asked. */
  private static final Set<Integer> ANY_READ =
      Set.of(
          HttpURLConnection.HTTP_UNAUTHORIZED,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_NOT_FOUND,
          TOO_MANY_REQUESTS);

  private final int code;

  RefusedRead(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The server does not know the type. */
  public boolean isUnknownType() {
    return code == HttpURLConnection.HTTP_NOT_FOUND;
  }

  /** Whoever asks is not allowed to. */
  public boolean isForbidden() {
    return code == HttpURLConnection.HTTP_FORBIDDEN;
  }

  /** The version or the page that was asked for is no longer kept. */
  public boolean isGone() {
    return code == HttpURLConnection.HTTP_GONE;
  }

  /** The server does not write the encoding that was asked for. */
  boolean isNotAcceptable() {
    return code == HttpURLConnection.HTTP_NOT_ACCEPTABLE;
  }

  /** Whether every way to read would have been refused like this. */
  boolean isOfAnyRead() {
    return ANY_READ.contains(code);
  }
}

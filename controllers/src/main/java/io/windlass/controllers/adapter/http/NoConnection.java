package io.windlass.controllers.adapter.http;

import java.io.IOException;

/** No connection to the server came about, so that it cannot have seen the request. */
public final class NoConnection extends IOException {
  private static final long serialVersionUID = 1L;

  NoConnection(String authority, String why) {
    super(authority + ": " + why);
  }

  NoConnection(String authority, IOException cause) {
    super(authority + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
  }
}

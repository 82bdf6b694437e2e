package io.windlass.controllers.adapter.wire;

import java.io.IOException;

/** Bytes that are not what an API server writes, or only a part of it. */
public final class BrokenDocument extends IOException {
  private static final long serialVersionUID = 1L;

  public BrokenDocument(String message) {
    super(message);
  }
}

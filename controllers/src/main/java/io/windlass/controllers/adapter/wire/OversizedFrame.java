package io.windlass.controllers.adapter.wire;

import java.io.IOException;

/** One frame, or one item of a list, is longer than is ever read. */
public final class OversizedFrame extends IOException {
  private static final long serialVersionUID = 1L;

  OversizedFrame(int boundBytes) {
    super("one object of more than " + boundBytes + " bytes, which is the most that is read");
  }
}

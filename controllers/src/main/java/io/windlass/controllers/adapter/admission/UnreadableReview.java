package io.windlass.controllers.adapter.admission;

/** What was sent is not what the path is for; the message says in which way. */
public final class UnreadableReview extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableReview(String message) {
    super(message);
  }
}

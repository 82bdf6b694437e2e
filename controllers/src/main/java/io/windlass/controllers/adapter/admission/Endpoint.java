package io.windlass.controllers.adapter.admission;

import io.windlass.core.model.Json;

/**
 * What is answered under one path. Called by many threads at once.
 *
 * @param limitBytes how long a body may be
 */
public record Endpoint(int limitBytes, Answer answer) {
  /** One document for another. */
  @FunctionalInterface
  public interface Answer {
    /**
     * The answer to a review.
     *
     * @throws UnreadableReview if the document is not the review that is expected here
     */
    Json.Obj to(Json.Obj review);
  }
}

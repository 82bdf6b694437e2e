package io.windlass.controllers.adapter.admission;

import io.windlass.core.model.Json;
import java.util.function.BooleanSupplier;

/**
 * What is answered under one path. Called by many threads at once.
 *
 * @param limitBytes how long a body may be
 * @param isOpen whether it can be answered yet
 */
public record Endpoint(int limitBytes, BooleanSupplier isOpen, Answer answer) {
  /** One that can be answered from the beginning. */
  public Endpoint(int limitBytes, Answer answer) {
    this(limitBytes, () -> true, answer);
  }

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

  /** This one, which can be answered as soon as something is there. */
  public Endpoint onceThere(BooleanSupplier there) {
    return new Endpoint(limitBytes, () -> isOpen.getAsBoolean() && there.getAsBoolean(), answer);
  }
}

package io.windlass.core.autoscaling.decide;

/**
 * One stage of a decision.
 *
 * @param by the window or metric that it is about, or empty
 * @param result what came out, a count or bounds
 */
public record Step(Stage stage, String by, String result, String reason, String detail) {
  /** The stages in order. */
  public enum Stage {
    TIME("Time"),
    MODE("Mode"),
    METRIC("Metric"),
    COMBINE("Combine"),
    FALLBACK("Fallback"),
    STABILISE("Stabilise"),
    RATE_LIMIT("RateLimit"),
    CLAMP("Clamp");

    private final String word;

    Stage(String word) {
      this.word = word;
    }

    /** As status writes it. */
    public String word() {
      return word;
    }
  }
}

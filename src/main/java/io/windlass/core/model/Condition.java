package io.windlass.core.model;

import java.time.Instant;
import java.util.Optional;

/** One entry of a list {@code status.conditions}. */
public record Condition(
    String type, Status status, Optional<Instant> lastTransition, String reason, String message) {
  /** {@code True}, {@code False} or {@code Unknown}. */
  public enum Status {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** As the API writes it. */
    public String text() {
      return text;
    }

    /** Reads the API's word; anything else is {@link #UNKNOWN}. */
    public static Status of(String text) {
      return switch (text) {
        case "True" -> TRUE;
        case "False" -> FALSE;
        default -> UNKNOWN;
      };
    }
  }

  Condition withoutTime() {
    return lastTransition.isEmpty()
        ? this
        : new Condition(type, status, Optional.empty(), reason, message);
  }

  Condition at(Instant transition) {
    return new Condition(type, status, Optional.of(transition), reason, message);
  }

  public boolean isTrue() {
    return status == Status.TRUE;
  }
}

package io.windlass.core.autoscaling.turn;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Condition.Status;
import java.util.List;
import java.util.Optional;

/** Why a turn ended without a decision, or without the write that it wanted. */
public record Obstacle(Kind kind, String message) {
  /** What stands in the way. */
  public enum Kind {
    /** Discovery does not know the target's kind. */
    NO_KIND,
    /** The target's kind cannot be scaled. */
    NOT_SCALABLE,
    /** There is no such target. */
    NO_TARGET,
    /** This house may not read or write the scale. */
    FORBIDDEN,
    /** The scale could not be read. */
    UNREADABLE,
    /** The scale could not be written. */
    UNWRITABLE,
    /** A HorizontalPodAutoscaler has not let go of the target yet. */
    TAKING_OVER
  }

  /** Whether the target is there as far as is known. */
  public Condition targetFound() {
    return switch (kind) {
      case NO_KIND -> condition("TargetFound", Status.FALSE, "NoKindMatch");
      case NO_TARGET -> condition("TargetFound", Status.FALSE, "NotFound");
      case NOT_SCALABLE -> condition("TargetFound", Status.FALSE, "NotScalable");
      case FORBIDDEN, UNREADABLE -> condition("TargetFound", Status.UNKNOWN, "NotRead");
      case UNWRITABLE, TAKING_OVER -> found();
    };
  }

  /** Whether it can be scaled. */
  public Condition ableToScale() {
    return condition(
        "AbleToScale",
        Status.FALSE,
        switch (kind) {
          case NO_KIND, NO_TARGET, NOT_SCALABLE, UNREADABLE -> "FailedGetScale";
          case FORBIDDEN -> "Forbidden";
          case UNWRITABLE -> "FailedUpdateScale";
          case TAKING_OVER -> "TakingOver";
        });
  }

  List<Condition> conditions() {
    return List.of(targetFound(), ableToScale());
  }

  static Condition found() {
    return new Condition(
        "TargetFound", Status.TRUE, Optional.empty(), "Found", "the target's scale was read");
  }

  private Condition condition(String type, Status status, String reason) {
    return new Condition(type, status, Optional.empty(), reason, message);
  }
}

package io.windlass.core.autoscaling.own;

import io.windlass.core.autoscaling.spec.AutoscalerSpec.ConflictPolicy;
import io.windlass.core.model.Condition;
import io.windlass.core.model.Condition.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What others did to the replica count in the last ten minutes.
 *
 * @param writes oldest first
 * @param persistent whether somebody keeps writing: from the third write within ten minutes until
 *     ten minutes without any
 */
public record ForeignWrites(List<Write> writes, boolean persistent) {
  public static final ForeignWrites NONE = new ForeignWrites(List.of(), false);

  /** The condition that tells of them. */
  public static final String CONDITION = "ExternalWriter";

  private static final Duration SPAN = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final int MANY = 3;

  public ForeignWrites {
    writes = List.copyOf(writes);
  }

  /**
   * One write.
   *
   * @param at when it was noticed
   * @param by the field manager, or {@code somebody}
   */
  public record Write(Instant at, long from, long to, String by) {}

  /** After a restart: what a condition that held said is taken up again. */
  public static ForeignWrites resumed(Instant now, long current, String by) {
    return new ForeignWrites(List.of(new Write(now, current, current, by)), true);
  }

  /** With one more. */
  public ForeignWrites and(Write write) {
    List<Write> more = new ArrayList<>(writes);
    more.add(write);
    return new ForeignWrites(more, persistent).at(write.at());
  }

  /** As they count at an instant. */
  public ForeignWrites at(Instant now) {
    List<Write> recent = writes.stream().filter(it -> it.at().plus(SPAN).isAfter(now)).toList();
    return new ForeignWrites(recent, persistent ? !recent.isEmpty() : recent.size() >= MANY);
  }

  /**
   * From when on the count may be written in spite of them; empty for now.
   *
   * @param written when it was written last, {@link Instant#MIN} for never
   */
  public Optional<Instant> restUntil(ConflictPolicy policy, Instant written, Instant now) {
    Instant until =
        switch (policy) {
          case WARN -> Instant.MIN;
          case YIELD -> writes.isEmpty() ? Instant.MIN : writes.getLast().at().plus(SPAN);
          case ENFORCE ->
              persistent && !written.equals(Instant.MIN) ? written.plus(PAUSE) : Instant.MIN;
        };
    return Optional.of(until).filter(it -> it.isAfter(now));
  }

  /** When the condition may end. */
  public Optional<Instant> quietAt() {
    return persistent ? Optional.of(writes.getLast().at().plus(SPAN)) : Optional.empty();
  }

  /** Who wrote last. */
  public String by() {
    return writes.isEmpty() ? "nobody" : writes.getLast().by();
  }

  /** What holds. */
  public Condition condition(ConflictPolicy policy) {
    return persistent
        ? new Condition(CONDITION, Status.TRUE, Optional.empty(), "ForeignWrites", message(policy))
        : new Condition(
            CONDITION,
            Status.FALSE,
            Optional.empty(),
            "NoForeignWrites",
            "nobody else keeps writing the replicas");
  }

  private String message(ConflictPolicy policy) {
    String who =
        "%s changed the replicas %d times within ten minutes".formatted(by(), writes.size());
    return who
        + switch (policy) {
          case ENFORCE -> "; they are set right at most once in five minutes";
          case YIELD -> "; theirs stand until ten minutes after the last";
          case WARN -> "; they are set right each time";
        };
  }
}

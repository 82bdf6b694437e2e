package io.windlass.core.autoscaling.status;

import io.windlass.core.autoscaling.pace.MemoryText;
import io.windlass.core.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether a status is worth a write: thousands of autoscalers that only get older must not write
 * each time they look. Stateless.
 */
public final class StatusWrites {
  /** Between two writes while something changes. */
  public static final Duration BUSY = Duration.ofSeconds(15);

  /** Between two writes while only figures change, not the outcome. */
  public static final Duration IDLE = Duration.ofSeconds(60);

  /** How long a proposal counts where nothing else is said. */
  private static final Duration STABILISING = Duration.ofMinutes(5);

  private StatusWrites() {}

  /** What to do with a status. */
  public sealed interface Due {
    /** Write it now. */
    record Now() implements Due {}

    /** Write it at that time, if it still differs. */
    record At(Instant time) implements Due {}

    /** It says nothing new. */
    record Never() implements Due {}
  }

  /**
   * When to write.
   *
   * @param stored the status as it stands
   * @param lastWrite when it was written, {@link Instant#MIN} if never
   */
  public static Due due(Json.Obj stored, Json.Obj wanted, Instant lastWrite, Instant now) {
    if (outcome(stored).equals(outcome(wanted))
        && figures(stored).equals(figures(wanted))
        && !isForgetting(stored, wanted, now)) {
      return new Due.Never();
    }
    boolean scaled = !stored.at("lastApplied").equals(wanted.at("lastApplied"));
    if (scaled || lastWrite.equals(Instant.MIN)) {
      return new Due.Now();
    }
    Duration pause = outcome(stored).equals(outcome(wanted)) ? IDLE : BUSY;
    Instant from = lastWrite.plus(pause);
    return from.isAfter(now) ? new Due.At(from) : new Due.Now();
  }

  /**
   * Whether somebody who reads the stored memory would stabilise differently: only as long as a
   * proposal that is not the last one still counts.
   */
  private static boolean isForgetting(Json.Obj stored, Json.Obj wanted, Instant now) {
    List<String> lines =
        wanted.items("memory", "recommendations").stream()
            .flatMap(it -> it.text().stream())
            .toList();
    return !stored.at("memory").equals(wanted.at("memory"))
        && MemoryText.read(lines, List.of(), 0).asked().stream()
                .filter(it -> it.at().plus(STABILISING).isAfter(now))
                .count()
            > 1;
  }

  /** What users act on. */
  private static Json.Obj outcome(Json.Obj status) {
    Json.Obj outcome = Json.Obj.EMPTY;
    for (String field :
        new String[] {
          "observedGeneration", "currentReplicas", "desiredReplicas", "bounds", "upcoming"
        }) {
      outcome = outcome.with(field, status.get(field).orElse(Json.Null.VALUE));
    }
    return outcome.with(
        "conditions",
        Json.of(
            status.items("conditions").stream()
                .map(it -> it.object().without("message").without("lastTransitionTime"))
                .toList()));
  }

  /** The rest, without times and ages. */
  private static Json.Obj figures(Json.Obj status) {
    return status
        .without("memory")
        .without("lastScaleTime")
        .with(
            "metrics",
            Json.of(
                status.items("metrics").stream()
                    .map(it -> it.object().without("sampleAge"))
                    .toList()));
  }
}

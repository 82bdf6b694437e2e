package io.windlass.manager.rollout;

import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;

/**
 * How far a CloneSet's rollout has come, as its own spec and status say.
 *
 * @param stage where it stands
 * @param words for people
 */
public record RolloutState(Stage stage, String words) {

  /** Where a rollout stands, and the exit code by which a pipeline is told. */
  public enum Stage {
    /** Every pod is updated and available. */
    DONE(0),
    /** As many as the partition lets through are updated and available. */
    PARTITION_REACHED(0),
    /** It goes on. */
    PROGRESSING(3),
    /** It cannot go on by itself. */
    FAILED(4),
    /** Somebody has paused it. */
    PAUSED(5);

    private final int exitCode;

    Stage(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  /** Reads it. */
  public static RolloutState of(CloneSetView cloneSet) {
    Counts counts = Counts.of(cloneSet);
    long generation = cloneSet.meta().generation();
    if (cloneSet.status().number("observedGeneration").orElse(0L) != generation) {
      return new RolloutState(
          Stage.PROGRESSING, "the controllers have not seen generation " + generation + " yet");
    }
    Optional<String> fault =
        condition(cloneSet, "Valid", "InvalidSpec")
            .or(() -> condition(cloneSet, "Progressing", "ProgressDeadlineExceeded"));
    if (fault.isPresent()) {
      return new RolloutState(Stage.FAILED, fault.get());
    }
    if (counts.isWhole()) {
      return new RolloutState(Stage.DONE, counts.text());
    }
    if (counts.isAtPartition()) {
      return new RolloutState(
          Stage.PARTITION_REACHED,
          "%s; the partition keeps %d".formatted(counts.text(), counts.replicas - counts.expected));
    }
    if (cloneSet.spec().bool("updateStrategy", "paused").orElse(false)) {
      return new RolloutState(Stage.PAUSED, counts.text() + "; the rollout is paused");
    }
    return new RolloutState(
        Stage.PROGRESSING,
        condition(cloneSet, "FailedScale")
            .or(() -> condition(cloneSet, "FailedUpdate"))
            .map(words -> counts.text() + "; refused: " + words)
            .orElse(counts.text()));
  }

  private static Optional<String> condition(CloneSetView cloneSet, String type, String reason) {
    return entries(cloneSet).stream()
        .filter(entry -> entry.text("type").equals(Optional.of(type)))
        .filter(entry -> entry.text("reason").equals(Optional.of(reason)))
        .findFirst()
        .flatMap(entry -> entry.text("message"));
  }

  private static Optional<String> condition(CloneSetView cloneSet, String type) {
    return entries(cloneSet).stream()
        .filter(entry -> entry.text("type").equals(Optional.of(type)))
        .findFirst()
        .flatMap(entry -> entry.text("message"));
  }

  private static List<Json> entries(CloneSetView cloneSet) {
    return cloneSet.status().items("conditions");
  }

  /** Numbers of pods; a spec without replicas wants one. */
  private record Counts(long replicas, long expected, long present, long updated, long available) {
    static Counts of(CloneSetView cloneSet) {
      Json.Obj status = cloneSet.status();
      long replicas = cloneSet.spec().number("replicas").orElse(1L);
      return new Counts(
          replicas,
          status.number("expectedUpdatedReplicas").orElse(replicas),
          status.number("replicas").orElse(0L),
          status.number("updatedReplicas").orElse(0L),
          status.number("updatedAvailableReplicas").orElse(0L));
    }

    boolean isWhole() {
      return present == replicas && updated == replicas && available == replicas;
    }

    boolean isAtPartition() {
      return expected < replicas && updated >= expected && available >= expected;
    }

    String text() {
      return "%d of %d pods are updated, %d of these are available"
          .formatted(updated, replicas, available);
    }
  }
}

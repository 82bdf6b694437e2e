package io.windlass.oam.status;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an object does, judged by its own status.
 *
 * @param desired copies, 0 for what has none
 * @param updated copies of the newest kind
 * @param ready copies that work
 */
public record Health(State state, String message, long desired, long updated, long ready) {

  /** What one word says of it. */
  public enum State {
    /** All of it works. */
    READY,
    /** It is on its way. */
    PROGRESSING,
    /** It says itself that it does not work. */
    FAILED,
    /** Nothing can be told from its status. */
    UNKNOWN
  }

  private static final Set<String> WITHOUT_STATUS =
      Set.of("ConfigMap", "Secret", "Service", "Ingress", "ServiceMonitor", "SidecarSet");
  private static final List<String> GOOD_CONDITIONS = List.of("Ready", "Available", "Healthy");

  private static Health of(State state, String message) {
    return new Health(state, message, 0, 0, 0);
  }

  /** Judges an object as it is; one that is being deleted is on its way. */
  public static Health of(Json.Obj object) {
    if (object.at("metadata", "deletionTimestamp").isPresent()) {
      return of(State.PROGRESSING, "it is being deleted");
    }
    String kind = object.text("kind").orElse("");
    return switch (kind) {
      case "CloneSet", "Deployment", "StatefulSet" -> ofCopies(object, kind);
      case "Job" -> ofJob(object);
      case "PersistentVolumeClaim" -> ofClaim(object);
      default -> WITHOUT_STATUS.contains(kind) ? of(State.READY, "") : ofConditions(object);
    };
  }

  private static Health ofCopies(Json.Obj object, String kind) {
    Json.Obj status = object.object("status");
    long desired = object.number("spec", "replicas").orElse(1L);
    long ready =
        status.number(kind.equals("Deployment") ? "availableReplicas" : "readyReplicas").orElse(0L);
    long updated = status.number("updatedReplicas").orElse(0L);
    long seen = status.number("observedGeneration").orElse(0L);
    boolean isSeen = seen >= object.number("metadata", "generation").orElse(0L);
    Optional<String> fault = fault(status);
    long wanted = Math.max(0, desired - held(object, desired));
    if (isSeen && ready >= desired && updated >= wanted) {
      return new Health(State.READY, "", desired, updated, ready);
    }
    if (isSeen && fault.isPresent()) {
      return new Health(State.FAILED, fault.get(), desired, updated, ready);
    }
    String message =
        isSeen
            ? "%d of %d are ready, %d of %d are of the newest kind"
                .formatted(ready, desired, updated, wanted)
            : "its controller has not seen it yet";
    return new Health(State.PROGRESSING, message, desired, updated, ready);
  }

  // A canary that holds is as it should be.
  private static long held(Json.Obj object, long desired) {
    Optional<Json> partition =
        object
            .at("spec", "updateStrategy", "partition")
            .or(() -> object.at("spec", "updateStrategy", "rollingUpdate", "partition"));
    return switch (partition.orElse(Json.Null.VALUE)) {
      case Json.Num(var number) -> number.longValue();
      case Json.Text(String text) when text.endsWith("%") ->
          Math.ceilDiv(desired * digits(text.substring(0, text.length() - 1)), 100);
      default -> 0;
    };
  }

  private static long digits(String text) {
    return text.matches("[0-9]{1,3}") ? Long.parseLong(text) : 0;
  }

  private static Optional<String> fault(Json.Obj status) {
    return status.items("conditions").stream()
        .filter(condition -> isFault(condition.object()))
        .map(condition -> condition.text("message").orElse(condition.text("reason").orElse("")))
        .findFirst();
  }

  private static boolean isFault(Json.Obj condition) {
    String type = condition.text("type").orElse("");
    String value = condition.text("status").orElse("");
    return switch (type) {
      case "ReplicaFailure", "FailedScale", "FailedUpdate" -> value.equals("True");
      case "Valid" -> value.equals("False");
      case "Progressing" ->
          value.equals("False")
              && condition.text("reason").orElse("").equals("ProgressDeadlineExceeded");
      default -> false;
    };
  }

  private static Health ofJob(Json.Obj object) {
    long wanted = object.number("spec", "completions").orElse(1L);
    long succeeded = object.number("status", "succeeded").orElse(0L);
    for (Json condition : object.items("status", "conditions")) {
      if (condition.text("status").orElse("").equals("True")) {
        if (condition.text("type").orElse("").equals("Complete")) {
          return new Health(State.READY, "", wanted, succeeded, succeeded);
        }
        if (condition.text("type").orElse("").equals("Failed")) {
          String why = condition.text("message").orElse("the job failed");
          return new Health(State.FAILED, why, wanted, succeeded, succeeded);
        }
      }
    }
    String message = "%d of %d have succeeded".formatted(succeeded, wanted);
    return new Health(State.PROGRESSING, message, wanted, succeeded, succeeded);
  }

  // Many storage classes bind a claim only once a pod asks for it, so waiting is no fault of it.
  private static Health ofClaim(Json.Obj object) {
    return object.text("status", "phase").orElse("").equals("Lost")
        ? of(State.FAILED, "its volume is lost")
        : of(State.READY, "");
  }

  /** Kinds that nobody here knows say how they are in the conditions that many kinds have. */
  private static Health ofConditions(Json.Obj object) {
    Optional<String> fault = fault(object.object("status"));
    if (fault.isPresent()) {
      return of(State.FAILED, fault.get());
    }
    for (Json condition : object.items("status", "conditions")) {
      if (GOOD_CONDITIONS.contains(condition.text("type").orElse(""))) {
        return condition.text("status").orElse("").equals("True")
            ? of(State.READY, "")
            : of(State.PROGRESSING, condition.text("message").orElse("it is not ready"));
      }
    }
    return of(State.UNKNOWN, "");
  }
}

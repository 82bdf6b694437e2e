package io.windlass.core.plan;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes {@code status.conditions}. Entries of other types stay as they are, and so does an entry
 * that would say the same again. A condition that says that all is well is not kept: a sound
 * workload has the status that OpenKruise gives it, and no write more.
 *
 * @param status a whole status
 * @param now the time of changes
 */
public record Conditions(Json.Obj status, Instant now) {
  public static final String FAILED_SCALE = "FailedScale";
  public static final String FAILED_UPDATE = "FailedUpdate";
  public static final String VALID = "Valid";

  public static final String PROGRESSING = "Progressing";

  /** The status with the condition set. */
  public Conditions set(String type, Condition.Status value, String reason, String message) {
    Optional<Json> before = find(type);
    Json.Obj entry =
        Json.Obj.EMPTY
            .with("type", type)
            .with("status", value.text())
            .with("reason", reason)
            .with("message", message);
    if (before.filter(old -> saysTheSame(old, entry)).isPresent()) {
      return this;
    }
    Optional<String> since =
        before
            .filter(old -> old.text("status").equals(Optional.of(value.text())))
            .flatMap(old -> old.text("lastTransitionTime"));
    List<Json> entries = others(type);
    entries.add(
        entry
            .with("lastUpdateTime", Timestamps.text(now))
            .with("lastTransitionTime", since.orElse(Timestamps.text(now))));
    return with(entries);
  }

  /** The status without the condition. */
  public Conditions remove(String type) {
    return find(type).isEmpty() ? this : with(others(type));
  }

  /** The status with a condition that says the same as before, from now on. */
  public Conditions renew(String type) {
    List<Json> entries = others(type);
    find(type)
        .map(Json.Obj.class::cast)
        .ifPresent(entry -> entries.add(entry.with("lastUpdateTime", Timestamps.text(now))));
    return with(entries);
  }

  /** A field of a condition. */
  public Optional<String> text(String type, String field) {
    return find(type).flatMap(entry -> entry.text(field));
  }

  /** The reason of a condition, empty text if there is none or it has none. */
  public String reason(String type) {
    return find(type).flatMap(entry -> entry.text("reason")).orElse("");
  }

  private Conditions with(List<Json> entries) {
    return new Conditions(
        entries.isEmpty()
            ? status.without("conditions")
            : status.with("conditions", Json.of(entries)),
        now);
  }

  private Optional<Json> find(String type) {
    return status.items("conditions").stream().filter(entry -> is(entry, type)).findFirst();
  }

  private List<Json> others(String type) {
    return new ArrayList<>(
        status.items("conditions").stream().filter(entry -> !is(entry, type)).toList());
  }

  private static boolean is(Json entry, String type) {
    return entry.text("type").equals(Optional.of(type));
  }

  private static boolean saysTheSame(Json old, Json.Obj entry) {
    return entry.fields().keySet().stream()
        .allMatch(field -> old.at(field).equals(entry.get(field)));
  }
}

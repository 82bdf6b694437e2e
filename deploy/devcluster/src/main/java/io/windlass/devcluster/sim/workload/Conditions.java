package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Timestamps;
import java.time.Instant;
import java.util.Optional;

/** The conditions of one status, being changed. Not thread-safe. */
public final class Conditions {
  /** What a condition says. */
  public record Says(String type, String status, String reason, String message) {}

  private final ArrayNode conditions;
  private final Instant now;

  private Conditions(ArrayNode conditions, Instant now) {
    this.conditions = conditions;
    this.now = now;
  }

  /** A copy of a status's conditions. */
  public static Conditions of(JsonNode status, Instant now) {
    JsonNode given = status.path("conditions");
    ArrayNode copy =
        given instanceof ArrayNode list ? list.deepCopy() : JsonNodeFactory.instance.arrayNode();
    return new Conditions(copy, now);
  }

  /** The condition of a type. */
  public Optional<ObjectNode> find(String type) {
    for (JsonNode condition : conditions) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of((ObjectNode) condition);
      }
    }
    return Optional.empty();
  }

  /** Whether a condition of this type is True. */
  public boolean holds(String type) {
    return find(type).filter(c -> c.path("status").asText().equals("True")).isPresent();
  }

  /** The reason of a condition; empty if there is none. */
  public String reason(String type) {
    return find(type).map(c -> c.path("reason").asText()).orElse("");
  }

  public void remove(String type) {
    conditions.removeIf(condition -> condition.path("type").asText().equals(type));
  }

  /**
   * Says it anew, at the end of the list, unless status and reason are what they were. The moment
   * of the transition is kept where the status is.
   *
   * @param clockField the other moment that conditions of this kind have, which becomes now: for
   *     example {@code lastUpdateTime}; empty for none
   */
  public void say(Says says, String clockField) {
    Optional<ObjectNode> before = find(says.type());
    boolean sameStatus =
        before.filter(c -> c.path("status").asText().equals(says.status())).isPresent();
    if (sameStatus && reason(says.type()).equals(says.reason())) {
      return;
    }
    renew(says, clockField);
  }

  /** The same, also where status and reason are what they were. */
  public void renew(Says says, String clockField) {
    Optional<ObjectNode> before = find(says.type());
    String since =
        before
            .filter(c -> c.path("status").asText().equals(says.status()))
            .map(c -> c.path("lastTransitionTime").asText())
            .orElseGet(() -> Timestamps.text(now));
    remove(says.type());
    ObjectNode condition = conditions.addObject();
    condition.put("type", says.type()).put("status", says.status());
    if (!clockField.isEmpty()) {
      condition.put(clockField, Timestamps.text(now));
    }
    condition.put("lastTransitionTime", since);
    if (!says.reason().isEmpty()) {
      condition.put("reason", says.reason());
    }
    if (!says.message().isEmpty()) {
      condition.put("message", says.message());
    }
  }

  /** Puts them into a status, where an empty list does not appear. */
  public void into(ObjectNode status) {
    if (conditions.isEmpty()) {
      status.remove("conditions");
    } else {
      status.set("conditions", conditions);
    }
  }
}

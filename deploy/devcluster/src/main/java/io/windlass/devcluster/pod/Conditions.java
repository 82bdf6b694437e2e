package io.windlass.devcluster.pod;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Conditions of a status. Stateless. */
final class Conditions {
  private Conditions() {}

  /** Adds a condition, or replaces the one of its type. */
  static void set(ObjectNode status, ObjectNode condition) {
    ArrayNode conditions =
        status.get("conditions") instanceof ArrayNode present
            ? present
            : status.putArray("conditions");
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).path("type").equals(condition.path("type"))) {
        conditions.set(i, condition.deepCopy());
        return;
      }
    }
    conditions.add(condition.deepCopy());
  }

  /** A moment in whole seconds. */
  static String time(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The status that tells users that a definition is served, and how far. Stateless. */
final class CrdStatus {
  /** Ours: a real API server evaluates all rules. */
  private static final String NOT_EVALUATED = "RulesNotEvaluated";

  private CrdStatus() {}

  /**
   * Accepts the names and establishes the definition; changes nothing that is already so.
   *
   * @param notEvaluated rules of the schema that are not looked at, empty if there is none
   */
  static void accept(ObjectNode crd, List<String> notEvaluated, Instant now) {
    ObjectNode status = Documents.child(crd, "status");
    status.set("acceptedNames", Documents.at(crd, "spec", "names").deepCopy());
    ArrayNode conditions =
        status.get("conditions") instanceof ArrayNode present
            ? present
            : status.putArray("conditions");
    remove(conditions, "NamesAccepted", "False");
    remove(conditions, "Established", "False");
    add(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
    add(
        conditions,
        "Established",
        "InitialNamesAccepted",
        "the initial names have been accepted",
        now);
    reportRules(conditions, String.join("; ", notEvaluated), now);
  }

  /** Says why a definition is not served; nothing of it is accepted. */
  static void refuse(ObjectNode crd, NameConflict conflict, Instant now) {
    ObjectNode status = Documents.child(crd, "status");
    ArrayNode conditions =
        status.get("conditions") instanceof ArrayNode present
            ? present
            : status.putArray("conditions");
    remove(conditions, "NamesAccepted", "True");
    add(conditions, "NamesAccepted", conflict.reason(), conflict.message(), now);
    add(conditions, "Established", "NotAccepted", "not all names are accepted", now);
    for (ObjectNode condition : Documents.objects(conditions)) {
      condition.put("status", "False");
    }
  }

  private static void remove(ArrayNode conditions, String type, String status) {
    for (int i = conditions.size() - 1; i >= 0; i--) {
      JsonNode condition = conditions.get(i);
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals(status)) {
        conditions.remove(i);
      }
    }
  }

  private static void reportRules(ArrayNode conditions, String rules, Instant now) {
    for (int i = conditions.size() - 1; i >= 0; i--) {
      JsonNode condition = conditions.get(i);
      if (condition.path("type").asText().equals(NOT_EVALUATED)
          && !condition.path("message").asText().equals(rules)) {
        conditions.remove(i);
      }
    }
    if (!rules.isEmpty()) {
      add(conditions, NOT_EVALUATED, "NotImplemented", rules, now);
    }
  }

  private static void add(
      ArrayNode conditions, String type, String reason, String message, Instant now) {
    for (ObjectNode condition : Documents.objects(conditions)) {
      if (condition.path("type").asText().equals(type)) {
        return;
      }
    }
    ObjectNode condition = conditions.addObject();
    condition.put("type", type);
    condition.put("status", "True");
    condition.put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    condition.put("reason", reason);
    condition.put("message", message);
  }
}

package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The status that tells users that a definition is served. Stateless. */
final class CrdStatus {
  private CrdStatus() {}

  /** Accepts the names and establishes the definition; changes nothing that is already so. */
  static void accept(ObjectNode crd, Instant now) {
    ObjectNode status = Documents.child(crd, "status");
    status.set("acceptedNames", Documents.at(crd, "spec", "names").deepCopy());
    ArrayNode conditions =
        status.get("conditions") instanceof ArrayNode present
            ? present
            : status.putArray("conditions");
    add(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
    add(
        conditions,
        "Established",
        "InitialNamesAccepted",
        "the initial names have been accepted",
        now);
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

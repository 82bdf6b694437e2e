package io.windlass.devcluster.sim.disruption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Timestamps;
import io.windlass.devcluster.sim.roster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The status of a budget at one moment. Pure. */
final class BudgetStatus {
  /** How long an approved eviction counts as a pod that is gone, though it is still there. */
  private static final Duration DELETION = Duration.ofMinutes(2);

  private final ObjectNode budget;
  private final Instant now;

  BudgetStatus(ObjectNode budget, Instant now) {
    this.budget = budget;
    this.now = now;
  }

  /** The status for the pods that the budget selects. */
  ObjectNode render(BudgetMath math, List<PodFacts> pods) {
    Map<String, Instant> disrupted = disrupted(pods);
    int healthy =
        (int)
            pods.stream()
                .filter(p -> p.isReady() && !p.state().deleting())
                .filter(p -> !disrupted.containsKey(p.key().name()))
                .count();
    int allowed = math.allowed(healthy);
    ObjectNode status = budget.objectNode();
    put(status, allowed);
    status.put("currentHealthy", healthy).put("desiredHealthy", math.desired());
    status.put("expectedPods", math.expected());
    disrupted.forEach(
        (name, when) ->
            status.withObjectProperty("disruptedPods").put(name, Timestamps.text(when)));
    condition(status, allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", "");
    return status;
  }

  /** The status if the pods' controllers cannot be asked: nothing may go. */
  ObjectNode renderFailure(String why) {
    ObjectNode status =
        budget.path("status") instanceof ObjectNode before
            ? before.deepCopy()
            : budget.objectNode();
    status.put("disruptionsAllowed", 0);
    for (String count : List.of("currentHealthy", "desiredHealthy", "expectedPods")) {
      if (!status.has(count)) {
        status.put(count, 0);
      }
    }
    condition(status, false, "SyncFailed", why);
    return status;
  }

  /** When a pod that was to go will count again, if it is still there. */
  Optional<Instant> recheck(List<PodFacts> pods) {
    return disrupted(pods).values().stream()
        .min(Comparator.naturalOrder())
        .map(earliest -> earliest.plus(DELETION));
  }

  private Map<String, Instant> disrupted(List<PodFacts> pods) {
    Map<String, Instant> disrupted = new TreeMap<>();
    JsonNode listed = budget.path("status").path("disruptedPods");
    for (PodFacts pod : pods) {
      Meta.moment(listed.path(pod.key().name()))
          .filter(when -> !pod.state().deleting() && when.plus(DELETION).isAfter(now))
          .ifPresent(when -> disrupted.put(pod.key().name(), when));
    }
    return disrupted;
  }

  private void put(ObjectNode status, int allowed) {
    status.set("observedGeneration", budget.path("metadata").path("generation"));
    status.put("disruptionsAllowed", allowed);
  }

  private void condition(ObjectNode status, boolean holds, String reason, String message) {
    JsonNode before = budget.path("status").path("conditions").path(0);
    String word = holds ? "True" : "False";
    boolean same = before.path("status").asText().equals(word);
    JsonNode since = before.path("lastTransitionTime");
    ObjectNode condition = status.putArray("conditions").addObject();
    condition.put("type", "DisruptionAllowed").put("status", word);
    condition.set("observedGeneration", status.path("observedGeneration"));
    condition.put(
        "lastTransitionTime", same && since.isTextual() ? since.asText() : Timestamps.text(now));
    condition.put("reason", reason).put("message", message);
  }
}

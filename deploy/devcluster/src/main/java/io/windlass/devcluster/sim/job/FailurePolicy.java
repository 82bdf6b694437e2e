package io.windlass.devcluster.sim.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.sim.workload.PodSight;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code spec.podFailurePolicy} (KEP-3329): what the failure of a pod means. Pure. */
final class FailurePolicy {
  /** What a rule says of a pod. */
  sealed interface Says {
    /** It counts against the retries. */
    record Count() implements Says {}

    /** It does not count. */
    record Ignore() implements Says {}

    /** It ends the Job. */
    record FailJob(String message) implements Says {}
  }

  private final JsonNode rules;

  FailurePolicy(JsonNode spec) {
    this.rules = spec.at("/podFailurePolicy/rules");
  }

  /** What the first rule says that fits. */
  Says of(PodSight pod) {
    for (int i = 0; i < rules.size(); i++) {
      Optional<String> match = match(rules.get(i), pod);
      if (match.isPresent()) {
        return switch (rules.get(i).path("action").asText()) {
          case "Ignore" -> new Says.Ignore();
          case "FailJob" -> new Says.FailJob(match.get() + " matching FailJob rule at index " + i);
          default -> new Says.Count();
        };
      }
    }
    return new Says.Count();
  }

  private static Optional<String> match(JsonNode rule, PodSight pod) {
    JsonNode codes = rule.path("onExitCodes");
    if (codes.isObject()) {
      return pod.life().exits().stream()
          .filter(exit -> exit.code() != 0 && matches(codes, exit))
          .map(
              exit ->
                  "Container %s for pod %s failed with exit code %d"
                      .formatted(exit.container(), pod.meta().key(), exit.code()))
          .findFirst();
    }
    return conditions(rule)
        .filter(type -> type.equals("DisruptionTarget") && !pod.life().disrupted().isEmpty())
        .map(type -> "Pod %s has condition %s".formatted(pod.meta().key(), type))
        .findFirst();
  }

  private static boolean matches(JsonNode codes, PodSight.Exit exit) {
    String container = codes.path("containerName").asText();
    boolean listed = codes.path("values").valueStream().anyMatch(v -> v.asInt() == exit.code());
    return (container.isEmpty() || container.equals(exit.container()))
        && listed == codes.path("operator").asText().equals("In");
  }

  private static Stream<String> conditions(JsonNode rule) {
    return rule.path("onPodConditions")
        .valueStream()
        .filter(condition -> condition.path("status").asText("True").equals("True"))
        .map(condition -> condition.path("type").asText());
  }
}

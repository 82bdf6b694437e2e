package io.windlass.devcluster.sim.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * What a Job asks for.
 *
 * @param completions how many successes end it; without, the first one does
 * @param indexed whether each completion has a number
 * @param afterFailure whether only failed pods are replaced, not those that are still going
 */
record JobSpec(
    int parallelism,
    Optional<Integer> completions,
    boolean indexed,
    boolean afterFailure,
    Limits limits,
    boolean suspended) {

  /**
   * What ends a Job early.
   *
   * @param restarts whether restarts of containers count against the retries too
   */
  record Limits(int retries, boolean restarts, Optional<Duration> deadline) {}

  static JobSpec of(JsonNode spec) {
    JsonNode deadline = spec.path("activeDeadlineSeconds");
    boolean restarts = spec.at("/template/spec/restartPolicy").asText().equals("OnFailure");
    return new JobSpec(
        spec.path("parallelism").asInt(1),
        spec.has("completions") ? Optional.of(spec.path("completions").asInt()) : Optional.empty(),
        spec.path("completionMode").asText().equals("Indexed"),
        spec.path("podReplacementPolicy").asText().equals("Failed"),
        new Limits(
            spec.path("backoffLimit").asInt(6),
            restarts,
            deadline.isNumber()
                ? Optional.of(Duration.ofSeconds(deadline.asLong()))
                : Optional.empty()),
        spec.path("suspend").asBoolean());
  }
}

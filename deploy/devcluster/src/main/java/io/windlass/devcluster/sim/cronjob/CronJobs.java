package io.windlass.devcluster.sim.cronjob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.workload.Controlling;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The Jobs of a CronJob. Pure. */
final class CronJobs {
  private static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";
  private static final long SECONDS_PER_MINUTE = 60;

  private CronJobs() {}

  /** The Job of one moment, whose name follows from the moment. */
  static ObjectNode job(ObjectNode cronJob, Instant due) {
    JsonNode template = cronJob.at("/spec/jobTemplate");
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.put("apiVersion", "batch/v1").put("kind", "Job");
    ObjectNode meta = job.putObject("metadata");
    Meta.Key key = Meta.of(cronJob).key();
    meta.put("name", key.name() + "-" + due.getEpochSecond() / SECONDS_PER_MINUTE);
    meta.put("namespace", key.namespace());
    Meta.strings(template.at("/metadata/labels")).forEach(meta.putObject("labels")::put);
    ObjectNode annotations = meta.putObject("annotations");
    Meta.strings(template.at("/metadata/annotations")).forEach(annotations::put);
    annotations.put(
        SCHEDULED, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(due.atZone(zone(cronJob))));
    meta.putArray("ownerReferences").add(Controlling.reference(cronJob));
    job.set("spec", template.path("spec").deepCopy());
    return job;
  }

  /** {@code spec.timeZone}, UTC where nothing is said. */
  static ZoneId zone(ObjectNode cronJob) {
    String zone = cronJob.at("/spec/timeZone").asText();
    return zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
  }

  /** {@code Complete} or {@code Failed} if a Job has ended so. */
  static Optional<String> ended(JsonNode job) {
    for (JsonNode condition : job.at("/status/conditions")) {
      String type = condition.path("type").asText();
      boolean holds = condition.path("status").asText().equals("True");
      if (holds && (type.equals("Complete") || type.equals("Failed"))) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The oldest of the Jobs that ended in one way, beyond a limit. */
  static List<ObjectNode> superfluous(List<ObjectNode> jobs, String ending, JsonNode limit) {
    if (!limit.isNumber()) {
      return List.of();
    }
    List<ObjectNode> ended =
        jobs.stream()
            .filter(job -> ended(job).filter(ending::equals).isPresent())
            .sorted(
                Comparator.comparing((ObjectNode job) -> job.at("/status/startTime").asText())
                    .thenComparing(job -> Meta.of(job).key().name()))
            .toList();
    return ended.subList(0, Math.max(0, ended.size() - limit.asInt()));
  }

  /** How {@code status.active} names a Job. */
  static ObjectNode reference(ObjectNode job) {
    Meta meta = Meta.of(job);
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", "Job")
        .put("namespace", meta.key().namespace())
        .put("name", meta.key().name())
        .put("uid", meta.uid())
        .put("apiVersion", "batch/v1")
        .put("resourceVersion", Long.toString(meta.version()));
  }
}

package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The cells of types that make pods, in the order of their recorded columns. Stateless. */
final class WorkloadRows {
  private static final List<String> JOB_ENDS = List.of("Complete", "Failed");

  private WorkloadRows() {}

  static Optional<BuiltInRows.Row> of(String qualifiedName) {
    return switch (qualifiedName) {
      case "deployments.apps" -> Optional.of(WorkloadRows::deployment);
      case "replicasets.apps", "replicationcontrollers" -> Optional.of(WorkloadRows::replicas);
      case "statefulsets.apps" -> Optional.of(WorkloadRows::statefulSet);
      case "daemonsets.apps" -> Optional.of(WorkloadRows::daemonSet);
      case "jobs.batch" -> Optional.of(WorkloadRows::job);
      case "cronjobs.batch" -> Optional.of(WorkloadRows::cronJob);
      case "podtemplates" ->
          Optional.of(
              (o, c) -> {
                containers(o.at("/template/spec"), c.name());
                c.text(Texts.labels(o.at("/template/metadata/labels")));
              });
      default -> Optional.empty();
    };
  }

  private static void deployment(JsonNode deployment, Cells cells) {
    JsonNode status = deployment.path("status");
    cells.name().text(readyOf(deployment));
    cells.number(status.path("updatedReplicas").asLong());
    cells.number(status.path("availableReplicas").asLong()).age();
    containers(deployment.at("/spec/template/spec"), cells);
    cells.text(Texts.selectorOrEmpty(deployment.at("/spec/selector")));
  }

  private static String readyOf(JsonNode object) {
    return object.at("/status/readyReplicas").asLong() + "/" + object.at("/spec/replicas").asLong();
  }

  private static void replicas(JsonNode set, Cells cells) {
    cells.name().number(set.at("/spec/replicas").asLong());
    cells.number(set.at("/status/replicas").asLong());
    cells.number(set.at("/status/readyReplicas").asLong()).age();
    containers(set.at("/spec/template/spec"), cells);
    cells.text(Texts.selector(set.at("/spec/selector")));
  }

  private static void statefulSet(JsonNode set, Cells cells) {
    containers(set.at("/spec/template/spec"), cells.name().text(readyOf(set)).age());
  }

  private static void daemonSet(JsonNode set, Cells cells) {
    cells.name();
    for (String count :
        List.of(
            "desiredNumberScheduled",
            "currentNumberScheduled",
            "numberReady",
            "updatedNumberScheduled",
            "numberAvailable")) {
      cells.number(set.path("status").path(count).asLong());
    }
    cells.text(Texts.labels(set.at("/spec/template/spec/nodeSelector"))).age();
    containers(set.at("/spec/template/spec"), cells);
    cells.text(Texts.selector(set.at("/spec/selector")));
  }

  private static void job(JsonNode job, Cells cells) {
    cells.name().text(jobStatus(job)).text(completions(job)).text(duration(job, cells)).age();
    containers(job.at("/spec/template/spec"), cells);
    cells.text(Texts.selector(job.at("/spec/selector")));
  }

  private static String jobStatus(JsonNode job) {
    for (String end : JOB_ENDS) {
      if (hasCondition(job, end)) {
        return end;
      }
    }
    if (job.at("/metadata/deletionTimestamp").isTextual()) {
      return "Terminating";
    }
    if (hasCondition(job, "Suspended")) {
      return "Suspended";
    }
    return hasCondition(job, "FailureTarget") ? "FailureTarget" : "Running";
  }

  private static boolean hasCondition(JsonNode job, String type) {
    return job.at("/status/conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst()
        .map(condition -> condition.path("status").asText().equals("True"))
        .orElse(false);
  }

  private static String completions(JsonNode job) {
    long succeeded = job.at("/status/succeeded").asLong();
    if (job.at("/spec/completions").isNumber()) {
      return succeeded + "/" + job.at("/spec/completions").asLong();
    }
    long parallelism = job.at("/spec/parallelism").asLong();
    return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
  }

  private static String duration(JsonNode job, Cells cells) {
    JsonNode start = job.at("/status/startTime");
    JsonNode end = job.at("/status/completionTime");
    if (!start.isTextual()) {
      return "";
    }
    if (!end.isTextual()) {
      return cells.since(start);
    }
    try {
      OffsetDateTime from = OffsetDateTime.parse(start.asText());
      OffsetDateTime to = OffsetDateTime.parse(end.asText());
      return HumanDuration.between(
          from.toInstant(), from.plus(Duration.between(from, to)).toInstant());
    } catch (DateTimeException _) {
      return "<invalid>";
    }
  }

  private static void cronJob(JsonNode job, Cells cells) {
    JsonNode last = job.at("/status/lastScheduleTime");
    cells.name().at("/spec/schedule").at("/spec/timeZone", "<none>");
    cells.text(job.at("/spec/suspend").asBoolean() ? "True" : "False");
    cells.number(job.at("/status/active").size());
    cells.text(last.isTextual() ? cells.since(last) : "<none>").age();
    containers(job.at("/spec/jobTemplate/spec/template/spec"), cells);
    cells.text(Texts.selector(job.at("/spec/jobTemplate/spec/selector")));
  }

  private static void containers(JsonNode podSpec, Cells cells) {
    cells.text(Texts.each(podSpec.path("containers"), "name"));
    cells.text(Texts.each(podSpec.path("containers"), "image"));
  }
}

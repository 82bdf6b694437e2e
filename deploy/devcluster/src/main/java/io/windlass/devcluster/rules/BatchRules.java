package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

/**
 * {@code batch/v1}. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/job/">Jobs</a>
 */
final class BatchRules implements GroupRules {
  private static final int RETRIES = 6;

  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    ObjectNode spec = object.withObjectProperty("spec");
    switch (type.plural()) {
      case "jobs" -> job(object, spec);
      case "cronjobs" -> cronJob(spec);
      default -> {}
    }
  }

  private static void job(ObjectNode job, ObjectNode spec) {
    if (!spec.has("completions") && !spec.has("parallelism")) {
      spec.put("completions", 1);
    }
    Fill.number(spec, "parallelism", 1);
    boolean perIndex = spec.has("backoffLimitPerIndex");
    Fill.number(spec, "backoffLimit", perIndex ? Integer.MAX_VALUE : RETRIES);
    sameLabels(job, spec);
    Fill.text(spec, "completionMode", "NonIndexed");
    Fill.flag(spec, "suspend", false);
    Fill.each(
        spec.path("podFailurePolicy"),
        "rules",
        rule ->
            Fill.each(rule, "onPodConditions", pattern -> Fill.text(pattern, "status", "True")));
    boolean failures = spec.has("podFailurePolicy");
    Fill.text(spec, "podReplacementPolicy", failures ? "Failed" : "TerminatingOrFailed");
    Fill.flag(spec, "manualSelector", false);
    PodDefaults.template(spec);
  }

  private static void sameLabels(ObjectNode job, ObjectNode spec) {
    if (spec.at("/template/metadata/labels") instanceof ObjectNode labels
        && job.at("/metadata/labels").isEmpty()) {
      job.withObjectProperty("metadata").set("labels", labels.deepCopy());
    }
  }

  private static void cronJob(ObjectNode spec) {
    Fill.text(spec, "concurrencyPolicy", "Allow");
    Fill.flag(spec, "suspend", false);
    Fill.number(spec, "successfulJobsHistoryLimit", 3);
    Fill.number(spec, "failedJobsHistoryLimit", 1);
    Fill.in(spec.path("jobTemplate"), "spec", PodDefaults::template);
  }

  @Override
  public void prepareCreate(ResourceType type, ObjectNode object) {
    ObjectNode spec = object.withObjectProperty("spec");
    if (type.plural().equals("jobs") && !spec.path("manualSelector").asBoolean()) {
      selectOwnPods(object, spec);
      sameLabels(object, spec);
    }
  }

  // A Job finds its pods by its own uid, unless it says that it selects by hand.
  private static void selectOwnPods(ObjectNode job, ObjectNode spec) {
    String name = job.at("/metadata/name").asText();
    String uid = job.at("/metadata/uid").asText();
    ObjectNode labels =
        spec.withObjectProperty("template")
            .withObjectProperty("metadata")
            .withObjectProperty("labels");
    // Labels that were taken over from the template are the template's labels still.
    boolean shared = !labels.isEmpty() && labels.equals(job.at("/metadata/labels"));
    for (String prefix : List.of("", "batch.kubernetes.io/")) {
      Fill.text(labels, prefix + "job-name", name);
      Fill.text(labels, prefix + "controller-uid", uid);
    }
    if (shared) {
      job.withObjectProperty("metadata").set("labels", labels.deepCopy());
    }
    ObjectNode selected = spec.withObjectProperty("selector").withObjectProperty("matchLabels");
    Fill.text(selected, "batch.kubernetes.io/controller-uid", uid);
  }

  @Override
  public void prepareStatus(ResourceType type, ObjectNode object, JsonNode before) {
    if (type.plural().equals("jobs")) {
      sameLabels(object, object.withObjectProperty("spec"));
    }
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    switch (type.plural()) {
      case "jobs" -> JobChecks.job(object, true, faults);
      case "cronjobs" -> CronChecks.cronJob(object, faults);
      default -> {}
    }
  }

  @Override
  public void validateStatus(ResourceType type, At object, JsonNode before, FaultList faults) {
    if (type.plural().equals("jobs")) {
      JobStatusChecks.validate(object, before, faults);
    }
  }

  /** A Job without the labels that it has from its pods, which are checked there. */
  static ObjectNode withoutOwnLabels(ObjectNode job) {
    ObjectNode copy = job.objectNode();
    copy.setAll(job);
    copy.set("metadata", job.path("metadata").deepCopy());
    Fill.in(
        copy.path("metadata"),
        "labels",
        labels ->
            labels.remove(
                List.of(
                    "job-name",
                    "controller-uid",
                    "batch.kubernetes.io/job-name",
                    "batch.kubernetes.io/controller-uid")));
    return copy;
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    if (type.plural().equals("jobs")) {
      JobChecks.job(object, JobChecks.isPrefixed(before), faults);
      JobChecks.jobUpdate(object.field("spec"), before, faults);
    } else {
      CronChecks.spec(object.field("spec"), faults);
    }
  }
}

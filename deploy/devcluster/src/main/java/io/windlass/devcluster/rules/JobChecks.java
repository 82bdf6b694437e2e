package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Faults;
import java.util.List;
import java.util.Map;

/** What Jobs must be. Stateless. */
final class JobChecks {
  private static final List<String> COUNTS =
      List.of(
          "parallelism",
          "completions",
          "activeDeadlineSeconds",
          "backoffLimit",
          "ttlSecondsAfterFinished",
          "backoffLimitPerIndex",
          "maxFailedIndexes");
  private static final List<String> IMMUTABLE =
      List.of(
          "selector",
          "completionMode",
          "podFailurePolicy",
          "backoffLimitPerIndex",
          "managedBy",
          "successPolicy");
  private static final List<String> MUTABLE_WHILE_SUSPENDED =
      List.of("nodeSelector", "tolerations", "schedulingGates");

  private static final int MOST_INDEXES = 100_000;
  private static final int MANY = 100_000;
  private static final int MOST_MANAGER_CHARS = 63;

  private JobChecks() {}

  /**
   * A whole Job.
   *
   * @param prefixed whether the labels with a prefix must be there, too, as they are in new Jobs
   */
  static void job(At job, boolean prefixed, FaultList faults) {
    At spec = job.field("spec");
    ownPods(job, prefixed, faults);
    spec(spec, faults);
    At selector = spec.field("selector");
    if (selector.isSet()) {
      SelectorRules.labelSelector(selector, faults);
    } else {
      faults.required(selector);
    }
    TemplateChecks.matches(selector, spec.field("template"), true, faults);
    long completions = spec.field("completions").value().asLong();
    At name = job.field("metadata").field("name");
    boolean indexed = spec.field("completionMode").text().equals("Indexed");
    String last = name.text() + "-" + (completions - 1);
    if (indexed && completions > 0 && !Names.label(last).isEmpty()) {
      faults.invalid(name, "will not able to create pod with invalid DNS label: " + last);
    }
  }

  /** Whether a template has the labels with a prefix that Jobs give to their pods today. */
  static boolean isPrefixed(JsonNode job) {
    JsonNode labels = job.at("/spec/template/metadata/labels");
    return labels.has("batch.kubernetes.io/job-name")
        && labels.has("batch.kubernetes.io/controller-uid");
  }

  // Unless it selects by hand, a Job's pods have its name and its uid.
  private static void ownPods(At job, boolean prefixed, FaultList faults) {
    At spec = job.field("spec");
    At selector = spec.field("selector");
    if (spec.field("manualSelector").value().asBoolean() || !selector.isSet()) {
      return;
    }
    JsonNode metadata = job.value().path("metadata");
    At labels = spec.field("template").field("metadata").field("labels");
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    for (String prefix : prefixed ? List.of("", "batch.kubernetes.io/") : List.of("")) {
      expected.set(prefix + "controller-uid", metadata.path("uid"));
      expected.set(prefix + "job-name", metadata.path("name"));
    }
    for (Map.Entry<String, JsonNode> label : expected.properties()) {
      At found = labels.key(label.getKey());
      String words = "must be '%s'".formatted(label.getValue().asText());
      if (!found.isSet()) {
        faults.required(found, words);
      } else if (!found.text().equals(label.getValue().asText())) {
        faults.invalid(found, words);
      }
    }
    if (!TemplateChecks.selects(selector.value(), expected)) {
      faults.invalid(selector, "`selector` not auto-generated");
    }
  }

  /** The spec of a Job or of a CronJob's template, but for the selector. */
  static void spec(At spec, FaultList faults) {
    COUNTS.forEach(field -> faults.notNegative(spec.field(field)));
    At failed = spec.field("maxFailedIndexes");
    At perIndex = spec.field("backoffLimitPerIndex");
    if (failed.isSet() && !perIndex.isSet()) {
      faults.required(perIndex, "when maxFailedIndexes is specified");
    }
    At manager = spec.field("managedBy");
    if (manager.isSet()) {
      Names.domainPath(manager.text()).forEach(why -> faults.invalid(manager, manager.text(), why));
      if (manager.text().length() > MOST_MANAGER_CHARS) {
        faults.add(Faults.tooLong(manager.path(), MOST_MANAGER_CHARS));
      }
    }
    completionMode(spec, faults);
    JobPolicyChecks.failure(spec, faults);
    At replacement = spec.field("podReplacementPolicy");
    boolean failures = spec.field("podFailurePolicy").isSet();
    if (replacement.isSet()) {
      faults.oneOf(
          replacement, failures ? List.of("Failed") : List.of("Failed", "TerminatingOrFailed"));
    }
    TemplateChecks.template(spec.field("template"), faults);
    restartPolicy(spec, faults);
  }

  private static void completionMode(At spec, FaultList faults) {
    At mode = spec.field("completionMode");
    if (mode.isSet()) {
      faults.oneOf(mode, List.of("NonIndexed", "Indexed"));
    }
    if (mode.text().equals("Indexed")) {
      indexed(spec, faults);
      return;
    }
    List<String> fields =
        mode.text().equals("NonIndexed") || !mode.isSet()
            ? List.of("backoffLimitPerIndex", "maxFailedIndexes", "successPolicy")
            : List.of("successPolicy");
    for (String field : fields) {
      if (spec.field(field).isSet()) {
        faults.invalid(spec.field(field), "requires indexed completion mode");
      }
    }
  }

  private static void indexed(At spec, FaultList faults) {
    At completions = spec.field("completions");
    At failed = spec.field("maxFailedIndexes");
    At parallelism = spec.field("parallelism");
    if (!completions.isSet()) {
      faults.required(completions, "when completion mode is Indexed");
    }
    String most = "must be less than or equal to %s";
    if (parallelism.value().asLong() > MOST_INDEXES) {
      faults.invalid(
          parallelism, most.formatted(MOST_INDEXES) + " when completion mode is Indexed");
    }
    if (failed.isSet() && completions.isSet()) {
      if (failed.value().asLong() > completions.value().asLong()) {
        faults.invalid(failed, most.formatted("completions"));
      }
    }
    if (failed.value().asLong() > MOST_INDEXES) {
      faults.invalid(failed, most.formatted(MOST_INDEXES));
    }
    if (completions.value().asLong() > MANY && spec.field("backoffLimitPerIndex").isSet()) {
      many(failed, parallelism, faults);
    }
    if (spec.field("successPolicy").isSet() && completions.isSet()) {
      JobPolicyChecks.success(spec, faults);
    }
  }

  // With many indexes, less of everything else.
  private static void many(At failed, At parallelism, FaultList faults) {
    String words = "must be less than or equal to 10000 when completions are above 100000";
    if (!failed.isSet()) {
      faults.required(failed, "must be specified when completions is above 100000");
    }
    for (At count : List.of(failed, parallelism)) {
      if (count.value().asLong() > 10_000) {
        faults.invalid(count, words);
      }
    }
  }

  private static void restartPolicy(At spec, FaultList faults) {
    At policy = spec.field("template").field("spec").field("restartPolicy");
    switch (policy.text()) {
      case "Never" -> {}
      case "OnFailure" -> {
        if (spec.field("podFailurePolicy").isSet()) {
          faults.invalid(policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
      }
      case "Always" -> faults.required(policy, "valid values: \"OnFailure\", \"Never\"");
      default -> faults.oneOf(policy, List.of("OnFailure", "Never"));
    }
  }

  /** What of a Job stays as it was made. */
  static void jobUpdate(At spec, JsonNode job, FaultList faults) {
    JsonNode before = job.path("spec");
    boolean mutable = before.path("suspend").asBoolean() && !job.path("status").has("startTime");
    for (String field : IMMUTABLE) {
      unchanged(spec.field(field), before.path(field), faults);
    }
    completions(spec, before.path("completions"), faults);
    template(spec, before, mutable, faults);
  }

  private static void completions(At spec, JsonNode before, FaultList faults) {
    At completions = spec.field("completions");
    if (!spec.field("completionMode").text().equals("Indexed")) {
      unchanged(completions, before, faults);
    } else if (completions.isSet()
        && !completions.value().equals(before)
        && completions.value().asLong() != spec.field("parallelism").value().asLong()) {
      faults.invalid(completions, "can only be modified in tandem with spec.parallelism");
    }
  }

  private static void template(At spec, JsonNode before, boolean mutable, FaultList faults) {
    At template = spec.field("template");
    if (!mutable
        || !(template.value() instanceof ObjectNode now
            && before.path("template") instanceof ObjectNode was)) {
      unchanged(template, before.path("template"), faults);
      return;
    }
    ObjectNode kept = withoutDirectives(now);
    if (!kept.equals(withoutDirectives(was))) {
      faults.invalid(template, "field is immutable");
    }
  }

  private static ObjectNode withoutDirectives(ObjectNode template) {
    ObjectNode kept = template.deepCopy();
    kept.remove("metadata");
    if (kept.path("spec") instanceof ObjectNode pod) {
      pod.remove(MUTABLE_WHILE_SUSPENDED);
      if (pod.path("affinity") instanceof ObjectNode affinity) {
        affinity.remove("nodeAffinity");
        if (affinity.isEmpty()) {
          pod.remove("affinity");
        }
      }
    }
    return kept;
  }

  private static void unchanged(At at, JsonNode before, FaultList faults) {
    if (!at.value().equals(before)) {
      faults.invalid(at, "field is immutable");
    }
  }
}

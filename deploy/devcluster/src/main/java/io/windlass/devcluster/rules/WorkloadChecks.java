package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What Deployments, ReplicaSets, StatefulSets and DaemonSets must be. Stateless. */
final class WorkloadChecks {
  private static final List<String> MUTABLE_IN_SETS =
      List.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private WorkloadChecks() {}

  static void deployment(At spec, FaultList faults) {
    faults.notNegative(spec.field("replicas"));
    replicated(spec, faults);
    deploymentStrategy(spec.field("strategy"), faults);
    faults.notNegative(spec.field("minReadySeconds"));
    faults.notNegative(spec.field("revisionHistoryLimit"));
    At deadline = spec.field("progressDeadlineSeconds");
    faults.notNegative(deadline);
    if (deadline.isSet()
        && deadline.value().asLong() <= spec.field("minReadySeconds").value().asLong(0)) {
      faults.invalid(deadline, "must be greater than minReadySeconds");
    }
  }

  static void replicaSet(At spec, FaultList faults) {
    faults.notNegative(spec.field("replicas"));
    faults.notNegative(spec.field("minReadySeconds"));
    replicated(spec, faults);
  }

  private static void replicated(At spec, FaultList faults) {
    At selector = spec.field("selector");
    At template = spec.field("template");
    TemplateChecks.selector(selector, "deployment", faults);
    if (TemplateChecks.isEvaluable(selector.value())) {
      TemplateChecks.matches(selector, template, false, faults);
      TemplateChecks.template(template, faults);
      TemplateChecks.keepsRunning(template, "ReplicaSet", faults);
    } else {
      faults.invalid(selector, "invalid label selector");
    }
  }

  private static void deploymentStrategy(At strategy, FaultList faults) {
    At rolling = strategy.field("rollingUpdate");
    switch (strategy.field("type").text()) {
      case "Recreate" -> {
        if (rolling.isSet()) {
          faults.forbidden(rolling, "may not be specified when strategy `type` is 'Recreate'");
        }
      }
      case "RollingUpdate" -> deploymentSteps(rolling, faults);
      default -> faults.oneOf(strategy, List.of("Recreate", "RollingUpdate"));
    }
  }

  private static void deploymentSteps(At rolling, FaultList faults) {
    At unavailable = rolling.field("maxUnavailable");
    At surge = rolling.field("maxSurge");
    Shares.positive(unavailable, faults);
    Shares.positive(surge, faults);
    if (Shares.number(unavailable.value()) == 0 && Shares.number(surge.value()) == 0) {
      faults.invalid(unavailable, "may not be 0 when `maxSurge` is 0");
    }
    Shares.atMostAll(unavailable, faults);
  }

  static void daemonSet(At spec, FaultList faults) {
    At selector = spec.field("selector");
    At template = spec.field("template");
    SelectorRules.labelSelector(selector, faults);
    TemplateChecks.matches(selector, template, true, faults);
    TemplateChecks.notEmpty(selector, "daemonset", faults);
    TemplateChecks.template(template, faults);
    TemplateChecks.keepsRunning(template, "DaemonSet", faults);
    faults.notNegative(spec.field("minReadySeconds"));
    daemonStrategy(spec.field("updateStrategy"), faults);
    faults.notNegative(spec.field("revisionHistoryLimit"));
  }

  private static void daemonStrategy(At strategy, FaultList faults) {
    switch (strategy.field("type").text()) {
      case "OnDelete" -> {}
      case "RollingUpdate" -> daemonSteps(strategy.field("rollingUpdate"), faults);
      default -> faults.oneOf(strategy, List.of("RollingUpdate", "OnDelete"));
    }
  }

  private static void daemonSteps(At rolling, FaultList faults) {
    At unavailable = rolling.field("maxUnavailable");
    At surge = rolling.field("maxSurge");
    Shares.positive(unavailable, faults);
    Shares.positive(surge, faults);
    Shares.atMostAll(unavailable, faults);
    Shares.atMostAll(surge, faults);
    boolean some = Shares.number(unavailable.value()) != 0;
    boolean more = Shares.number(surge.value()) != 0;
    if (some && more) {
      faults.invalid(surge, "may not be set when maxUnavailable is non-zero");
    } else if (!some && !more) {
      faults.required(unavailable, "cannot be 0 when maxSurge is 0");
    }
  }

  static void statefulSet(At spec, FaultList faults) {
    At management = spec.field("podManagementPolicy");
    if (!List.of("OrderedReady", "Parallel").contains(management.text())) {
      faults.invalid(management, "must be 'OrderedReady' or 'Parallel'");
    }
    setStrategy(spec.field("updateStrategy"), faults);
    At retention = spec.field("persistentVolumeClaimRetentionPolicy");
    faults.oneOf(retention.field("whenDeleted"), List.of("Retain", "Delete"));
    faults.oneOf(retention.field("whenScaled"), List.of("Retain", "Delete"));
    faults.notNegative(spec.field("replicas"));
    faults.notNegative(spec.field("minReadySeconds"));
    faults.notNegative(spec.field("ordinals").field("start"));
    At selector = spec.field("selector");
    At template = spec.field("template");
    TemplateChecks.selector(selector, "statefulset", faults);
    if (TemplateChecks.isEvaluable(selector.value())) {
      TemplateChecks.matches(selector, template, false, faults);
      TemplateChecks.metadata(template, faults);
    } else {
      faults.invalid(selector, "");
    }
    TemplateChecks.keepsRunning(template, "StatefulSet", faults);
  }

  private static void setStrategy(At strategy, FaultList faults) {
    At rolling = strategy.field("rollingUpdate");
    switch (strategy.field("type").text()) {
      case "OnDelete" -> {
        if (rolling.isSet()) {
          faults.invalid(rolling, "only allowed for updateStrategy 'RollingUpdate'");
        }
      }
      case "RollingUpdate" -> {
        faults.notNegative(rolling.field("partition"));
        At unavailable = rolling.field("maxUnavailable");
        if (unavailable.isSet()) {
          Shares.positive(unavailable, faults);
          Shares.atMostAll(unavailable, faults);
        }
      }
      default -> faults.invalid(strategy, "must be 'RollingUpdate' or 'OnDelete'");
    }
  }

  /** What of a StatefulSet stays as it was made. */
  static void statefulSetUpdate(At spec, JsonNode before, FaultList faults) {
    if (!(spec.value() instanceof ObjectNode now
        && before.path("spec") instanceof ObjectNode was)) {
      return;
    }
    ObjectNode kept = now.deepCopy().remove(MUTABLE_IN_SETS);
    if (!kept.equals(was.deepCopy().remove(MUTABLE_IN_SETS))) {
      faults.forbidden(
          spec,
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
              + " 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'"
              + " are forbidden");
    }
  }
}

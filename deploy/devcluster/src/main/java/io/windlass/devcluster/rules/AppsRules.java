package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;

/**
 * {@code apps/v1}. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/">Workload
 *     resources</a>
 */
final class AppsRules implements GroupRules {
  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    if (type.plural().equals("controllerrevisions")) {
      return;
    }
    ObjectNode spec = object.withObjectProperty("spec");
    switch (type.plural()) {
      case "deployments" -> deployment(spec);
      case "daemonsets" -> daemonSet(spec);
      case "statefulsets" -> statefulSet(spec);
      case "replicasets" -> Fill.number(spec, "replicas", 1);
      default -> {
        return;
      }
    }
    PodDefaults.template(spec);
  }

  private static void deployment(ObjectNode spec) {
    Fill.number(spec, "replicas", 1);
    ObjectNode strategy = spec.withObjectProperty("strategy");
    Fill.text(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      ObjectNode rolling = strategy.withObjectProperty("rollingUpdate");
      Fill.text(rolling, "maxUnavailable", "25%");
      Fill.text(rolling, "maxSurge", "25%");
    }
    Fill.number(spec, "revisionHistoryLimit", 10);
    Fill.number(spec, "progressDeadlineSeconds", 600);
  }

  private static void daemonSet(ObjectNode spec) {
    ObjectNode strategy = spec.withObjectProperty("updateStrategy");
    Fill.text(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      ObjectNode rolling = strategy.withObjectProperty("rollingUpdate");
      Fill.number(rolling, "maxUnavailable", 1);
      Fill.number(rolling, "maxSurge", 0);
    }
    // Whatever the type, both are written once there is one.
    Fill.in(strategy, "rollingUpdate", rolling -> Fill.number(rolling, "maxUnavailable", 0));
    Fill.in(strategy, "rollingUpdate", rolling -> Fill.number(rolling, "maxSurge", 0));
    Fill.number(spec, "revisionHistoryLimit", 10);
  }

  private static void statefulSet(ObjectNode spec) {
    Fill.text(spec, "podManagementPolicy", "OrderedReady");
    ObjectNode strategy = spec.withObjectProperty("updateStrategy");
    if (strategy.path("type").asText().isEmpty()) {
      strategy.put("type", "RollingUpdate");
      Fill.object(strategy, "rollingUpdate");
    }
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      Fill.in(strategy, "rollingUpdate", rolling -> Fill.number(rolling, "partition", 0));
    }
    ObjectNode retention = spec.withObjectProperty("persistentVolumeClaimRetentionPolicy");
    Fill.text(retention, "whenDeleted", "Retain");
    Fill.text(retention, "whenScaled", "Retain");
    Fill.number(spec, "replicas", 1);
    Fill.number(spec, "revisionHistoryLimit", 10);
    Fill.each(spec, "volumeClaimTemplates", AppsRules::claimTemplate);
  }

  private static void claimTemplate(ObjectNode claim) {
    Fill.text(claim, "kind", "PersistentVolumeClaim");
    Fill.text(claim, "apiVersion", "v1");
    ClaimRules.fillSpec(claim.withObjectProperty("spec"));
    Fill.text(claim.withObjectProperty("status"), "phase", "Pending");
  }

  @Override
  public void prepareCreate(ResourceType type, ObjectNode object) {
    if (type.plural().equals("daemonsets")) {
      templateGeneration(object, Math.max(1, templateGeneration(object)));
    }
  }

  @Override
  public void prepareUpdate(ResourceType type, ObjectNode object, JsonNode before) {
    if (type.plural().equals("daemonsets")) {
      boolean same = object.at("/spec/template").equals(before.at("/spec/template"));
      templateGeneration(object, templateGeneration(before) + (same ? 0 : 1));
    }
  }

  @Override
  public void prepareStatus(ResourceType type, ObjectNode object, JsonNode before) {
    if (type.plural().equals("daemonsets")) {
      templateGeneration(object, templateGeneration(before));
    }
    if (type.plural().equals("deployments")) {
      Documents.put(Documents.metadata(object), "labels", before.at("/metadata/labels"));
    }
  }

  private static long templateGeneration(JsonNode daemonSet) {
    return daemonSet.path("metadata").path("annotations").path(TEMPLATE_GENERATION).asLong(0);
  }

  // The field has left the API; what it counted is kept in an annotation.
  private static void templateGeneration(ObjectNode daemonSet, long generation) {
    ObjectNode metadata = Documents.metadata(daemonSet);
    metadata.withObjectProperty("annotations").put(TEMPLATE_GENERATION, Long.toString(generation));
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    At spec = object.field("spec");
    switch (type.plural()) {
      case "controllerrevisions" -> ClusterRules.revision(object, faults);
      case "deployments" -> WorkloadChecks.deployment(spec, faults);
      case "replicasets" -> WorkloadChecks.replicaSet(spec, faults);
      case "statefulsets" -> WorkloadChecks.statefulSet(spec, faults);
      case "daemonsets" -> WorkloadChecks.daemonSet(spec, faults);
      default -> {}
    }
  }

  @Override
  public void validateStatus(ResourceType type, At object, JsonNode before, FaultList faults) {
    At status = object.field("status");
    switch (type.plural()) {
      case "deployments" -> CountRules.replicas(status, "updatedReplicas", faults);
      case "replicasets" -> CountRules.replicas(status, "fullyLabeledReplicas", faults);
      case "statefulsets" -> CountRules.replicas(status, "currentReplicas,updatedReplicas", faults);
      case "daemonsets" -> CountRules.daemons(status, faults);
      default -> {}
    }
    CountRules.collisions(status, before, faults);
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    if (type.plural().equals("controllerrevisions")) {
      ClusterRules.revisionUpdate(object, before, faults);
      return;
    }
    validateCreate(type, object, faults);
    if (type.plural().equals("statefulsets")) {
      WorkloadChecks.statefulSetUpdate(object.field("spec"), before, faults);
    } else if (!object
        .field("spec")
        .field("selector")
        .value()
        .equals(before.at("/spec/selector"))) {
      faults.invalid(object.field("spec").field("selector"), "field is immutable");
    }
  }
}

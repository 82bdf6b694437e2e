package io.windlass.devcluster.sim.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.workload.PodTemplates;
import java.util.List;

/** The pods of Jobs. Pure. */
final class JobPods {
  static final String FINALIZER = "batch.kubernetes.io/job-tracking";
  private static final String INDEX = "batch.kubernetes.io/job-completion-index";
  private static final String VARIABLE = "JOB_COMPLETION_INDEX";

  private JobPods() {}

  /** A new pod; the index is below zero for a Job that is not indexed. */
  static ObjectNode pod(ObjectNode job, int index) {
    ObjectNode pod = PodTemplates.pod(job, job.at("/spec/template"));
    String name = Meta.of(job).key().name();
    ObjectNode meta = pod.withObject("/metadata");
    meta.withArrayProperty("finalizers").add(FINALIZER);
    if (index < 0) {
      meta.put("generateName", name + "-");
      return pod;
    }
    String number = Integer.toString(index);
    meta.put("generateName", name + "-" + number + "-");
    meta.withObjectProperty("annotations").put(INDEX, number);
    meta.withObjectProperty("labels").put(INDEX, number);
    pod.withObject("/spec").put("hostname", name + "-" + number);
    for (String list : List.of("initContainers", "containers")) {
      pod.at("/spec/" + list).forEach(container -> addVariable((ObjectNode) container));
    }
    return pod;
  }

  /** A pod whose end has been counted. */
  static ObjectNode withoutFinalizer(ObjectNode pod) {
    ObjectNode meta = pod.withObject("/metadata");
    if (meta.path("finalizers") instanceof ArrayNode finalizers) {
      finalizers.removeIf(finalizer -> finalizer.asText().equals(FINALIZER));
      if (finalizers.isEmpty()) {
        meta.remove("finalizers");
      }
    }
    return pod;
  }

  private static void addVariable(ObjectNode container) {
    for (JsonNode variable : container.path("env")) {
      if (variable.path("name").asText().equals(VARIABLE)) {
        return;
      }
    }
    container
        .withArrayProperty("env")
        .addObject()
        .put("name", VARIABLE)
        .putObject("valueFrom")
        .putObject("fieldRef")
        .put("apiVersion", "v1")
        .put("fieldPath", "metadata.labels['" + INDEX + "']");
  }
}

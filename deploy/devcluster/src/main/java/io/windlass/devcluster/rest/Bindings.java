package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.store.ObjectKey;
import java.util.List;
import java.util.Optional;

/** {@code pods/binding}: gives a pod its node, once. Thread-safe. */
public final class Bindings {
  private final Updater updater;
  private final ClusterClock clock;
  private final Admission admission;

  public Bindings(Updater updater, ClusterClock clock, Admission admission) {
    this.updater = updater;
    this.clock = clock;
    this.admission = admission;
  }

  /** Binds; a 409 if the pod has a node or is being deleted. */
  public void bind(Served pods, ObjectKey key, ObjectNode stated, WriteOptions options) {
    Admission.Request request =
        new Admission.Request(
            Admission.Operation.CREATE, pods, "binding", key, options.forReview("CreateOptions"));
    ObjectNode binding =
        admission.of(request).map(review -> reviewed(review, stated, key)).orElse(stated);
    String node = Documents.text(binding, "target", "name");
    String kind = Documents.text(binding, "target", "kind");
    if (!kind.isEmpty() && !kind.equals("Node")) {
      String supported = "supported values: \"Node\", \"<empty>\"";
      throw fault("target.kind: Unsupported value: \"%s\": %s".formatted(kind, supported));
    }
    if (node.isEmpty()) {
      throw fault("target.name: Required value");
    }
    updater.write(
        new Updater.Write(
            pods,
            key,
            "binding",
            pod -> assign(pod, node, binding),
            options,
            ApiException::badRequest));
  }

  // As the API server has it, what it finds wrong here is an error of its own.
  private static ApiException fault(String why) {
    return new ApiException(500, "", why, Subject.NONE, List.of());
  }

  private static ObjectNode reviewed(Admission.Review review, ObjectNode stated, ObjectKey key) {
    stated.put("kind", "Binding").put("apiVersion", "v1");
    Documents.metadata(stated).put("namespace", key.namespace());
    ObjectNode admitted = review.mutate(stated, Optional.empty());
    review.validate(admitted, Optional.empty());
    return admitted;
  }

  private ObjectNode assign(ObjectNode pod, String node, ObjectNode binding) {
    String name = Documents.text(pod, "metadata", "name");
    String present = Documents.text(pod, "spec", "nodeName");
    if (ObjectMeta.isBeingDeleted(pod)) {
      throw refusal(name, "pod %s is being deleted, cannot be assigned to a host".formatted(name));
    }
    if (!present.isEmpty()) {
      throw refusal(name, "pod %s is already assigned to node \"%s\"".formatted(name, present));
    }
    Documents.child(pod, "spec").put("nodeName", node);
    Documents.textMap(Documents.at(binding, "metadata", "annotations"))
        .forEach(Documents.child(Documents.metadata(pod), "annotations")::put);
    if (Documents.at(pod, "metadata", "annotations").isEmpty()) {
      Documents.metadata(pod).remove("annotations");
    }
    setScheduled(Documents.child(pod, "status"));
    return pod;
  }

  private void setScheduled(ObjectNode status) {
    ArrayNode conditions =
        status.get("conditions") instanceof ArrayNode present
            ? present
            : status.putArray("conditions");
    for (int i = conditions.size() - 1; i >= 0; i--) {
      if (conditions.get(i).path("type").asText().equals("PodScheduled")) {
        conditions.remove(i);
      }
    }
    ObjectNode condition = conditions.addObject();
    condition.put("type", "PodScheduled");
    condition.put("status", "True");
    condition.putNull("lastProbeTime");
    condition.put("lastTransitionTime", ObjectMeta.timestamp(clock.now()));
  }

  private static ApiException refusal(String pod, String why) {
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on pods/binding \"%s\": %s".formatted(pod, why),
        new Subject("", "pods/binding", pod),
        List.of());
  }
}

package io.windlass.core.cloneset;

import io.windlass.core.history.RevisionHash;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A short-lived pod that makes a node pull the images of a revision. It belongs to the CloneSet,
 * bears none of the template's labels and is never one of its replicas. Its containers do nothing;
 * that the images are there is all that matters.
 */
record ImagePullPod(CloneSetView cloneSet, RevisionView revision, Map<String, String> images) {
  /** Label: the revision whose images are pulled. */
  static final String LABEL = "apps.kruise.io/image-pull-revision";

  private static final Json.Obj LITTLE = Json.Obj.EMPTY.with("cpu", "10m").with("memory", "32Mi");

  /** Whether a pod is one of these. */
  static boolean isOne(PodView pod) {
    return pod.meta().labels().containsKey(LABEL);
  }

  /** Whether a pod of these has nothing left to do: its images are there, or it has given up. */
  static boolean isDone(PodView pod) {
    boolean finished =
        pod.status().phase() == PodView.Phase.SUCCEEDED
            || pod.status().phase() == PodView.Phase.FAILED;
    return finished
        || pod.containers().stream()
            .allMatch(
                container ->
                    pod.reported(container.name())
                        .filter(status -> !status.imageId().isEmpty())
                        .isPresent());
  }

  /** The creation of the pod of a node. */
  Action.Create on(String node, Duration timeout) {
    String namespace = cloneSet.key().namespace();
    String name = nameOn(node);
    Json.Obj metadata =
        Json.Obj.EMPTY
            .with("name", name)
            .with("namespace", namespace)
            .with("labels", Json.Obj.EMPTY.with(LABEL, RevisionLabels.hashOf(revision.name())))
            .with("ownerReferences", Json.of(List.of(PodBlueprint.ownerReference(cloneSet))));
    Json.Obj pod =
        Json.Obj.EMPTY
            .with("apiVersion", ResourceKind.POD.apiVersion())
            .with("kind", ResourceKind.POD.kind())
            .with("metadata", metadata)
            .with("spec", spec(node, timeout));
    return new Action.Create(
        new Action.Target(ResourceKind.POD, new ObjectKey(namespace, name)), pod);
  }

  /** The name of the pod of a node: at most 250 characters, as names of revisions have 234. */
  String nameOn(String node) {
    return revision.name() + "-pull-" + RevisionHash.of(node, 0);
  }

  private Json.Obj spec(String node, Duration timeout) {
    Json.Obj ofTemplate = TemplateDocument.recorded(revision.data()).object("spec");
    List<Json> containers = new ArrayList<>();
    new TreeMap<>(images).forEach((name, image) -> containers.add(container(name, image)));
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("nodeName", node)
            .with("restartPolicy", "Never")
            .with("activeDeadlineSeconds", Json.of(timeout.toSeconds()))
            .with("terminationGracePeriodSeconds", Json.of(0))
            .with("automountServiceAccountToken", Json.of(false))
            .with("enableServiceLinks", Json.of(false))
            .with("containers", Json.of(containers))
            .with(
                "securityContext",
                Json.Obj.EMPTY
                    .with("runAsNonRoot", Json.of(true))
                    .with("runAsUser", Json.of(65534))
                    .with("seccompProfile", Json.Obj.EMPTY.with("type", "RuntimeDefault")));
    for (String field : List.of("imagePullSecrets", "tolerations")) {
      Optional<Json> value = ofTemplate.get(field);
      spec = value.isPresent() ? spec.with(field, value.get()) : spec;
    }
    return spec;
  }

  // With limits, and as little as there can be: quotas and restricted namespaces must let it in.
  private static Json container(String name, String image) {
    return Json.Obj.EMPTY
        .with("name", name)
        .with("image", image)
        .with("imagePullPolicy", "IfNotPresent")
        .with("command", Json.of(List.of(Json.of("true"))))
        .with("resources", Json.Obj.EMPTY.with("limits", LITTLE).with("requests", LITTLE))
        .with(
            "securityContext",
            Json.Obj.EMPTY
                .with("allowPrivilegeEscalation", Json.of(false))
                .with(
                    "capabilities", Json.Obj.EMPTY.with("drop", Json.of(List.of(Json.of("ALL"))))));
  }
}

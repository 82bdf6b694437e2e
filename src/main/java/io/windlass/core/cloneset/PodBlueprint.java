package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.model.Timestamps;
import io.windlass.core.plan.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pods as a CloneSet makes them.
 *
 * @param cloneSet the owner
 * @param revision that the pod is of
 * @param template of that revision
 */
record PodBlueprint(
    CloneSetView cloneSet, RevisionView revision, Json.Obj template, Features features) {

  Action.Create create(String id, Instant now) {
    String name = cloneSet.name() + "-" + id;
    Json.Obj metadata =
        Json.Obj.EMPTY
            .with("name", name)
            .with("generateName", cloneSet.name() + "-")
            .with("namespace", cloneSet.key().namespace())
            .with("labels", labels(template, id))
            .with(
                "annotations",
                template
                    .object("metadata", "annotations")
                    .with(PodMarks.LIFECYCLE_TIMESTAMP, Timestamps.text(now)))
            .with("ownerReferences", Json.of(List.of(ownerReference(cloneSet))));
    List<Json> finalizers = template.items("metadata", "finalizers");
    Json.Obj pod =
        Json.Obj.EMPTY
            .with("apiVersion", ResourceKind.POD.apiVersion())
            .with("kind", ResourceKind.POD.kind())
            .with(
                "metadata",
                finalizers.isEmpty() ? metadata : metadata.with("finalizers", Json.of(finalizers)))
            .with("spec", withGates(withClaims(template.object("spec"), id)));
    ObjectKey key = new ObjectKey(cloneSet.key().namespace(), name);
    return new Action.Create(new Action.Target(ResourceKind.POD, key), pod);
  }

  /** The reference by which pods and revisions belong to a CloneSet. */
  static Json.Obj ownerReference(CloneSetView cloneSet) {
    return Json.Obj.EMPTY
        .with("apiVersion", CloneSetKinds.CLONE_SET.apiVersion())
        .with("kind", CloneSetKinds.CLONE_SET.kind())
        .with("name", cloneSet.name())
        .with("uid", cloneSet.uid())
        .with("controller", Json.of(true))
        .with("blockOwnerDeletion", Json.of(true));
  }

  private Json.Obj labels(Json.Obj template, String id) {
    Json.Obj labels = template.object("metadata", "labels");
    for (Map.Entry<String, Json> hash : hashes().fields().entrySet()) {
      labels = labels.with(hash.getKey(), hash.getValue());
    }
    return labels
        .with(PodMarks.INSTANCE_ID, id)
        .with(PodMarks.LIFECYCLE_STATE, LifecycleState.PREPARING_NORMAL.label());
  }

  private Json.Obj hashes() {
    return RevisionLabels.of(RevisionLabels.value(revision.name(), features));
  }

  /** What the pod needs of claims. */
  ClaimTemplates claims() {
    return ClaimTemplates.of(cloneSet);
  }

  private Json.Obj withClaims(Json.Obj spec, String id) {
    return claims().templates().isEmpty()
        ? spec
        : spec.with("volumes", Json.of(claims().volumes(spec.items("volumes"), id)));
  }

  // Both gates, whatever the spec says now: none can be added to a pod later.
  private static Json.Obj withGates(Json.Obj spec) {
    List<Json> gates = new ArrayList<>(spec.items("readinessGates"));
    for (String type : List.of(PodMarks.IN_PLACE_READY, PodMarks.POD_READY)) {
      Json gate = Json.Obj.EMPTY.with("conditionType", type);
      if (!gates.contains(gate)) {
        gates.add(gate);
      }
    }
    return spec.with("readinessGates", Json.of(gates));
  }
}

package io.windlass.core.cloneset;

import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.cloneset.RecentOutcomes.Write;
import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Conditions;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanDraft;
import java.util.List;
import java.util.Optional;

/**
 * Stores the revision of a template that is new, or in use again, and does nothing else: no pod is
 * to name a revision that might not come to be.
 */
record RevisionStep(CloneSetSnapshot snapshot, CloneSetSpec spec, PodFacts facts) {
  private static final String HASH = "controller.kubernetes.io/hash";
  static final String CLAIMS_HASH = "kruise.io/cloneset-volumeclaimtemplate-hash";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  Plan plan(Revisions.Missing missing) {
    return plan(
        missing, create(missing), "NewRevision", "the template is new: " + missing.updateName());
  }

  Plan plan(Revisions.Bump bump) {
    Action.Patch newest =
        new Action.Patch(
            new Action.Target(ResourceKind.CONTROLLER_REVISION, bump.update().meta().key()),
            "",
            Action.PatchType.MERGE,
            renumbered(bump),
            new Action.Precondition(bump.update().meta().uid(), bump.update().meta().version()));
    return plan(bump, newest, "OldRevision", "the template is that of " + bump.updateName());
  }

  /** A revision in use again has the claim templates of now (openkruise/kruise issue 2486). */
  private Json.Obj renumbered(Revisions.Bump bump) {
    Json.Obj number = Json.Obj.EMPTY.with("revision", Json.of(bump.number()));
    String hash = ClaimTemplates.of(snapshot.cloneSet()).hash();
    boolean same = hash.equals(bump.update().meta().annotations().getOrDefault(CLAIMS_HASH, ""));
    Json.Obj annotations = Json.Obj.EMPTY.with(CLAIMS_HASH, hash);
    return same ? number : number.with("metadata", Json.Obj.EMPTY.with("annotations", annotations));
  }

  private Plan plan(Revisions revisions, Action write, String code, String text) {
    PlanDraft draft = new PlanDraft();
    StatusReport report = new StatusReport(snapshot.cloneSet(), facts, snapshot.now());
    Conditions conditions = report.sound(spec, revisions, draft);
    Optional<Refusal> refusal =
        snapshot.outcomes().update().filter(refused -> refused.write() == Write.REVISION);
    if (refusal.filter(refused -> refused.holds(snapshot.now())).isPresent()) {
      draft.lookAt(refusal.get().retryAt());
      draft.because("update", "RevisionRefused", refusal.get().message());
    } else {
      draft.add(write);
      draft.because("update", code, text);
    }
    Conditions told =
        refusal
            .map(
                refused ->
                    conditions.set(
                        Conditions.FAILED_UPDATE,
                        Condition.Status.TRUE,
                        refused.reason(),
                        refused.message()))
            .orElse(conditions);
    return draft.finish(report.patchTo(told.status()));
  }

  private Action.Create create(Revisions.Missing missing) {
    CloneSetView cloneSet = snapshot.cloneSet();
    Json.Obj metadata =
        Json.Obj.EMPTY
            .with("name", missing.updateName())
            .with("namespace", cloneSet.key().namespace())
            .with("labels", spec.template().object("metadata", "labels").with(HASH, missing.hash()))
            .with(
                "annotations",
                Json.ofTexts(cloneSet.meta().annotations())
                    .without(LAST_APPLIED)
                    .with(CLAIMS_HASH, ClaimTemplates.of(cloneSet).hash()))
            .with("ownerReferences", Json.of(List.of(PodBlueprint.ownerReference(cloneSet))));
    Json.Obj object =
        Json.Obj.EMPTY
            .with("apiVersion", ResourceKind.CONTROLLER_REVISION.apiVersion())
            .with("kind", ResourceKind.CONTROLLER_REVISION.kind())
            .with("metadata", metadata)
            .with("data", missing.document())
            .with("revision", Json.of(missing.number()));
    ObjectKey key = new ObjectKey(cloneSet.key().namespace(), missing.updateName());
    return new Action.Create(new Action.Target(ResourceKind.CONTROLLER_REVISION, key), object);
  }
}

package io.windlass.core.sidecarset;

import io.windlass.core.history.RevisionOrder;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps the history: stores what is new, re-numbers what is in use again, forgets the oldest. */
record RevisionStep(Rollout rollout, PlanDraft draft) {
  private static final String HASH = "controller.kubernetes.io/hash";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Drafts the step; whether the revision that pods are to get to is stored. */
  boolean take() {
    return switch (rollout.history()) {
      case SidecarSetHistory.Stored stored -> {
        nameVersion(stored.newest());
        truncate(stored.newest());
        yield true;
      }
      case SidecarSetHistory.Bump bump -> {
        Json.Obj number = Json.Obj.EMPTY.with("revision", Json.of(bump.number()));
        attempt(
            patch(
                bump.old(),
                version(bump.old())
                    .map(l -> l.with("revision", Json.of(bump.number())))
                    .orElse(number)),
            "OldRevision",
            "its containers are those of " + bump.revisionName());
        yield false;
      }
      case SidecarSetHistory.Missing missing -> {
        attempt(
            create(missing), "NewRevision", "the containers are new: " + missing.revisionName());
        yield false;
      }
    };
  }

  private void attempt(Action action, String code, String text) {
    Optional<RefusedWrites.Refusal> refusal = rollout.refused(action.target());
    if (refusal.isPresent()) {
      draft.lookAt(refusal.get().retryAt());
      draft.because("update", "RevisionRefused", refusal.get().message());
    } else {
      draft.add(action);
      draft.because("update", code, text);
    }
  }

  /** The user's name for the newest revision may change without its containers. */
  private void nameVersion(RevisionView newest) {
    version(newest).ifPresent(body -> draft.add(patch(newest, body)));
  }

  private Optional<Json.Obj> version(RevisionView revision) {
    String wanted = rollout.spec().customVersion();
    return wanted.isEmpty() || revision.meta().label(SidecarSetKeys.CUSTOM_VERSION).equals(wanted)
        ? Optional.empty()
        : Optional.of(
            Json.Obj.EMPTY.with(
                "metadata",
                Json.Obj.EMPTY.with(
                    "labels", Json.Obj.EMPTY.with(SidecarSetKeys.CUSTOM_VERSION, wanted))));
  }

  private static Action.Patch patch(RevisionView revision, Json.Obj body) {
    return new Action.Patch(
        new Action.Target(ResourceKind.CONTROLLER_REVISION, revision.meta().key()),
        "",
        Action.PatchType.MERGE,
        body,
        new Action.Precondition(revision.meta().uid(), revision.meta().version()));
  }

  private Action.Create create(SidecarSetHistory.Missing missing) {
    SidecarSetView set = rollout.set();
    ObjectKey key =
        new ObjectKey(rollout.snapshot().place().historyNamespace(), missing.revisionName());
    Json.Obj labels =
        Json.ofTexts(set.meta().labels())
            .with(SidecarSetKeys.OWNER, set.name())
            .with(HASH, missing.free().hash());
    String version = rollout.spec().customVersion();
    Json.Obj metadata =
        Json.Obj.EMPTY
            .with("name", key.name())
            .with("namespace", key.namespace())
            .with(
                "labels",
                version.isEmpty() ? labels : labels.with(SidecarSetKeys.CUSTOM_VERSION, version))
            .with(
                "annotations",
                Json.ofTexts(set.meta().annotations())
                    .without(LAST_APPLIED)
                    .with(SidecarSetKeys.HASH, rollout.hash().all())
                    .with(SidecarSetKeys.HASH_WITHOUT_IMAGE, rollout.hash().withoutImage()))
            .with("ownerReferences", Json.of(List.of(owner(set))));
    Json.Obj object =
        Json.Obj.EMPTY
            .with("apiVersion", ResourceKind.CONTROLLER_REVISION.apiVersion())
            .with("kind", ResourceKind.CONTROLLER_REVISION.kind())
            .with("metadata", metadata)
            .with("data", missing.document())
            .with("revision", Json.of(missing.number()));
    return new Action.Create(new Action.Target(ResourceKind.CONTROLLER_REVISION, key), object);
  }

  private static Json.Obj owner(SidecarSetView set) {
    return Json.Obj.EMPTY
        .with("apiVersion", SidecarSetKinds.SIDECAR_SET.apiVersion())
        .with("kind", SidecarSetKinds.SIDECAR_SET.kind())
        .with("name", set.name())
        .with("uid", set.uid())
        .with("controller", Json.of(true))
        .with("blockOwnerDeletion", Json.of(true));
  }

  /** All count against the limit; those in use, by pods or by what new pods get, stay beyond it. */
  private void truncate(RevisionView newest) {
    List<RevisionView> all = rollout.snapshot().revisions();
    int excess = all.size() - rollout.spec().historyLimit();
    if (excess <= 0) {
      return;
    }
    Set<String> used = used(newest);
    all.stream()
        .filter(revision -> !used.contains(revision.name()))
        .sorted(RevisionOrder.AGE)
        .limit(excess)
        .forEach(this::delete);
  }

  private Set<String> used(RevisionView newest) {
    Set<String> used = new HashSet<>(Set.of(newest.name()));
    rollout.pods().forEach(pod -> used.add(pod.notes().revision()));
    rollout
        .spec()
        .injection()
        .pinned()
        .flatMap(
            pinned ->
                SidecarSetRevisions.pinned(
                    rollout.set().name(), pinned, rollout.snapshot().revisions()))
        .ifPresent(pinned -> used.add(pinned.name()));
    return used;
  }

  private void delete(RevisionView revision) {
    draft.add(
        new Action.Delete(
            new Action.Target(ResourceKind.CONTROLLER_REVISION, revision.meta().key()),
            new Action.Precondition(revision.meta().uid(), 0),
            Optional.empty()));
    draft.because(
        revision.name(),
        "HistoryLimit",
        rollout.spec().historyLimit() + " revisions are kept, and those in use");
  }
}

package io.windlass.oam.controller;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.oam.cluster.Objects;
import io.windlass.oam.cluster.Objects.Answer;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.revision.ComponentHistory;
import io.windlass.runtime.control.Term;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Keeps the states of each Component as revisions, and says in its status which is the newest. */
final class ComponentReconciler implements Reconciler<ComponentPrimary> {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Objects objects;
  private final Users users;
  private final Term term;

  ComponentReconciler(Objects objects, Users users, Term term) {
    this.objects = objects;
    this.users = users;
    this.term = term;
  }

  @Override
  public UpdateControl<ComponentPrimary> reconcile(
      ComponentPrimary primary, Context<ComponentPrimary> context) {
    Json.Obj document = primary.carried().document();
    boolean isLeaving = document.at("metadata", "deletionTimestamp").isPresent();
    UpdateControl<ComponentPrimary> done = UpdateControl.noUpdate();
    return isLeaving || !term.isCurrent() || isKept(primary.carried().key(), document)
        ? done
        : done.rescheduleAfter(AGAIN);
  }

  /** Whether its state of now is a revision and its status says so. */
  private boolean isKept(ObjectKey key, Json.Obj document) {
    ComponentHistory history =
        new ComponentHistory(
            document,
            objects.labelled(
                key.namespace(), Gathering.REVISION, ComponentHistory.LABEL, key.name()));
    Optional<Json.Obj> newest =
        history
            .current()
            .or(() -> history.next().flatMap(revision -> made(key.namespace(), revision)));
    if (newest.isEmpty()) {
      return false;
    }
    Set<String> pinned = users.pinned(key.namespace());
    for (String old : history.outdated(pinned)) {
      objects.delete(key.namespace(), new ObjectRef(Gathering.REVISION, old));
    }
    Json.Obj status = history.status(newest.get());
    return document.object("status").equals(status)
        || objects.merge(
                key.namespace(),
                new ObjectRef(Gathering.COMPONENT, key.name()),
                "/status",
                Json.Obj.EMPTY.with("status", status))
            instanceof Answer.There;
  }

  private Optional<Json.Obj> made(String namespace, Json.Obj revision) {
    return objects.create(namespace, revision) instanceof Answer.There(Json.Obj made)
        ? Optional.of(made)
        : Optional.empty();
  }
}

package io.windlass.core.cloneset;

import io.windlass.core.history.RevisionName;
import io.windlass.core.history.RevisionOrder;
import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which revisions a CloneSet is between. A template that was in use before gets its old revision
 * back, with a new number; pods are touched only once their revision is stored.
 */
sealed interface Revisions {
  /** The name of the revision that pods are to get to. */
  String updateName();

  /** How often the hash of a template hit a name that was taken. */
  int collisions();

  /** Both are stored. */
  record Stored(RevisionView current, RevisionView update, int collisions) implements Revisions {
    @Override
    public String updateName() {
      return update.name();
    }
  }

  /** An old revision is wanted again and has to become the newest. */
  record Bump(RevisionView update, long number, int collisions) implements Revisions {
    @Override
    public String updateName() {
      return update.name();
    }
  }

  /** The template is new. */
  record Missing(String updateName, String hash, Json.Obj document, long number, int collisions)
      implements Revisions {}

  /** Finds out. */
  static Revisions of(CloneSetSnapshot snapshot, CloneSetSpec spec) {
    List<RevisionView> known = snapshot.revisions().stream().sorted(RevisionOrder.AGE).toList();
    Json.Obj status = snapshot.cloneSet().status();
    int collisions = status.number("collisionCount").orElse(0L).intValue();
    long next = known.isEmpty() ? 1 : known.getLast().number() + 1;
    Optional<RevisionView> equal = equal(snapshot.documents(), known.reversed(), spec.template());
    if (equal.isEmpty()) {
      return missing(snapshot, spec.template(), next, collisions);
    }
    RevisionView update = equal.get();
    if (!update.equals(known.getLast())) {
      return new Bump(update, next, collisions);
    }
    String currentName = status.text("currentRevision").orElse("");
    RevisionView current =
        known.stream().filter(r -> r.name().equals(currentName)).findFirst().orElse(update);
    return new Stored(current, update, collisions);
  }

  /** The newest that means the same; that the same words mean the same is found out first. */
  private static Optional<RevisionView> equal(
      Documents documents, List<RevisionView> newestFirst, Json.Obj template) {
    if (newestFirst.isEmpty()
        || documents.template(newestFirst.getFirst().data()).equals(template)) {
      return newestFirst.stream().findFirst();
    }
    Json.Obj canonical = CanonicalTemplate.of(template);
    return newestFirst.stream()
        .filter(
            revision -> CanonicalTemplate.of(documents.template(revision.data())).equals(canonical))
        .findFirst();
  }

  private static Missing missing(
      CloneSetSnapshot snapshot, Json.Obj template, long next, int collisionsSoFar) {
    Json.Obj document = TemplateDocument.record(template);
    Set<String> taken = new HashSet<>(snapshot.outcomes().takenNames());
    snapshot.revisions().forEach(revision -> taken.add(revision.name()));
    RevisionName free =
        RevisionName.free(snapshot.cloneSet().name(), document, collisionsSoFar, taken);
    return new Missing(free.name(), free.hash(), document, next, free.collisions());
  }
}

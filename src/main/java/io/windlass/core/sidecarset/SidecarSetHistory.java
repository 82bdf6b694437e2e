package io.windlass.core.sidecarset;

import io.windlass.core.history.RevisionName;
import io.windlass.core.history.RevisionOrder;
import io.windlass.core.model.Json;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.podspec.PodSpecMeaning;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which revision a SidecarSet is. What was in use before gets its old revision back, with a new
 * number; pods are touched only once their revision is stored.
 */
sealed interface SidecarSetHistory {
  /** The name of the revision that pods are to get to. */
  String revisionName();

  /** How often the hash in a name hit a name that was taken. */
  int collisions();

  /** It is the newest. */
  record Stored(RevisionView newest, int collisions) implements SidecarSetHistory {
    @Override
    public String revisionName() {
      return newest.name();
    }
  }

  /** It is an old one that has to become the newest. */
  record Bump(RevisionView old, long number, int collisions) implements SidecarSetHistory {
    @Override
    public String revisionName() {
      return old.name();
    }
  }

  /** It is new. */
  record Missing(RevisionName free, Json.Obj document, long number) implements SidecarSetHistory {
    @Override
    public String revisionName() {
      return free.name();
    }

    @Override
    public int collisions() {
      return free.collisions();
    }
  }

  /** The newest revision that is stored. */
  static Optional<RevisionView> newest(List<RevisionView> revisions) {
    return revisions.stream().max(RevisionOrder.AGE);
  }

  /** Finds out. */
  static SidecarSetHistory of(SidecarSetSnapshot snapshot) {
    List<RevisionView> known = snapshot.revisions().stream().sorted(RevisionOrder.AGE).toList();
    int collisions = snapshot.set().status().number("collisionCount").orElse(0L).intValue();
    long next = known.isEmpty() ? 1 : known.getLast().number() + 1;
    Json.Obj wanted = meaning(snapshot.set().spec());
    Optional<RevisionView> equal =
        known.reversed().stream()
            .filter(one -> meaning(one.data().unpacked().object("spec")).equals(wanted))
            .findFirst();
    if (equal.isEmpty()) {
      return missing(snapshot, next, collisions);
    }
    return equal.get().equals(known.getLast())
        ? new Stored(known.getLast(), collisions)
        : new Bump(equal.get(), next, collisions);
  }

  private static Json.Obj meaning(Json.Obj spec) {
    return PodSpecMeaning.of(SidecarSetRevisions.data(SidecarSetFilling.fillSpec(spec)));
  }

  private static Missing missing(SidecarSetSnapshot snapshot, long next, int collisions) {
    Json.Obj document = SidecarSetRevisions.data(snapshot.set().spec());
    Set<String> taken = new HashSet<>();
    snapshot.revisions().forEach(revision -> taken.add(revision.name()));
    snapshot
        .refusals()
        .byTarget()
        .forEach(
            (target, refusal) -> {
              if (target.kind().equals(ResourceKind.CONTROLLER_REVISION)
                  && refusal.reason().equals("AlreadyExists")) {
                taken.add(target.key().name());
              }
            });
    RevisionName free = RevisionName.free(snapshot.set().name(), document, collisions, taken);
    return new Missing(free, document, next);
  }
}

package io.windlass.core.cloneset;

import io.windlass.core.admission.Surroundings;
import io.windlass.core.admission.Surroundings.Found;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names that are newly put into {@code podsToDelete} must be those of pods that run and belong to
 * this CloneSet. Names that were let in before stay: their pods may have gone meanwhile. Stateless.
 */
record PodsToDeleteRules(Surroundings surroundings) {
  private static final String FIELD = "spec.scaleStrategy.podsToDelete";

  List<Violation> violations(ObjectKey key, Json.Obj now, Optional<Json.Obj> before) {
    Faults faults = new Faults();
    List<Json> names = listed(now);
    Set<Json> known = new HashSet<>(before.map(PodsToDeleteRules::listed).orElse(List.of()));
    Set<Json> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String field = FIELD + "[" + i + "]";
      Optional<String> name = names.get(i).text().filter(text -> !text.isEmpty());
      faults.check(name.isPresent(), field, "must be the name of a pod");
      boolean first = seen.add(names.get(i));
      faults.check(first, field, "stands there twice: " + name.orElse(""));
      if (first && name.isPresent() && !known.contains(names.get(i))) {
        check(new ObjectKey(key.namespace(), name.get()), now, field, faults);
      }
    }
    return faults.found();
  }

  private void check(ObjectKey pod, Json.Obj cloneSet, String field, Faults faults) {
    switch (surroundings.pod(pod)) {
      case Found.Unknown() -> {}
      case Found.Missing() -> faults.add(field, "there is no pod " + pod.name());
      case Found.There(Json.Obj object) -> {
        faults.check(
            object.text("metadata", "deletionTimestamp").isEmpty(),
            field,
            "pod " + pod.name() + " is being deleted already");
        faults.check(
            isOwnedBy(object, cloneSet.text("metadata", "uid").orElse("")),
            field,
            "pod " + pod.name() + " does not belong to this CloneSet");
      }
    }
  }

  private static boolean isOwnedBy(Json.Obj pod, String uid) {
    return pod.items("metadata", "ownerReferences").stream()
        .filter(reference -> reference.bool("controller").orElse(false))
        .anyMatch(reference -> reference.text("uid").equals(Optional.of(uid)));
  }

  private static List<Json> listed(Json.Obj cloneSet) {
    return cloneSet.items("spec", "scaleStrategy", "podsToDelete");
  }
}

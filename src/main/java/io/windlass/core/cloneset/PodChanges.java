package io.windlass.core.cloneset;

import io.windlass.core.inplace.TemplateChange;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.util.HashMap;
import java.util.Map;

/** Finds out how pods get to a revision; each pair of revisions is compared once. */
final class PodChanges {
  private final Rollout rollout;
  private final Json.Obj wanted;
  private final Map<String, PodChange> byHash = new HashMap<>();

  /**
   * Changes towards one revision.
   *
   * @param target with data
   */
  PodChanges(Rollout rollout, RevisionView target) {
    this.rollout = rollout;
    this.wanted = canonical(target);
  }

  PodChange of(PodView pod) {
    UpdateType type = rollout.spec().update().type();
    if (type == UpdateType.RECREATE) {
      return new PodChange.Recreate("updates are done by new pods");
    }
    String hash = RevisionLabels.hashOf(pod.meta().label(PodMarks.REVISION));
    return byHash.computeIfAbsent(hash, _ -> compare(pod, type));
  }

  private PodChange compare(PodView pod, UpdateType type) {
    TemplateChange change =
        rollout
            .revisionOf(pod)
            .<TemplateChange>map(from -> TemplateChange.between(canonical(from), wanted))
            .orElse(new TemplateChange.NotInPlace("the revision it is of is not kept any more"));
    return switch (change) {
      case TemplateChange.MetadataOnly metadata -> new PodChange.Metadata(metadata);
      case TemplateChange.Images images -> new PodChange.Images(images);
      case TemplateChange.NotInPlace(String because) ->
          type == UpdateType.IN_PLACE_ONLY
              ? new PodChange.Blocked(because)
              : new PodChange.Recreate(because);
    };
  }

  private static Json.Obj canonical(RevisionView revision) {
    return CanonicalTemplate.of(TemplateDocument.recorded(revision.data()));
  }
}

package io.windlass.core.cloneset;

import io.windlass.core.inplace.NodeAgent;
import io.windlass.core.inplace.TemplateChange;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.Feature;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.util.HashMap;
import java.util.Map;

/** Finds out how pods get to a revision; each pair of revisions is compared once. */
final class PodChanges {
  private final Rollout rollout;
  private final RevisionView target;

  /** By what pods call their revision, where no node agent runs. */
  private final Map<String, PodChange> plain = new HashMap<>();

  private final Map<String, PodChange> withAgent = new HashMap<>();

  /**
   * Changes towards one revision.
   *
   * @param target with data
   */
  PodChanges(Rollout rollout, RevisionView target) {
    this.rollout = rollout;
    this.target = target;
  }

  PodChange of(PodView pod) {
    UpdateType type = rollout.spec().update().type();
    if (type == UpdateType.RECREATE) {
      return new PodChange.Recreate("updates are done by new pods");
    }
    String label = pod.meta().label(PodMarks.REVISION);
    boolean agent = knowsAgents() && NodeAgent.watches(pod);
    return (agent ? withAgent : plain)
        .computeIfAbsent(
            label, _ -> compare(pod, type, new TemplateChange.Means(resizes(), agent)));
  }

  private boolean knowsAgents() {
    return rollout.snapshot().features().isOn(Feature.ENV_FROM_METADATA);
  }

  private boolean resizes() {
    return rollout.snapshot().features().isOn(Feature.IN_PLACE_RESOURCES);
  }

  private PodChange compare(PodView pod, UpdateType type, TemplateChange.Means means) {
    TemplateChange change =
        rollout
            .revisionOf(pod)
            .map(from -> compare(from, type, means))
            .orElse(new TemplateChange.NotInPlace("the revision it is of is not kept any more"));
    return switch (change) {
      case TemplateChange.MetadataOnly metadata -> new PodChange.Metadata(metadata);
      case TemplateChange.InPlace inPlace -> new PodChange.InPlace(inPlace);
      case TemplateChange.NotInPlace(String because) ->
          type == UpdateType.IN_PLACE_ONLY
              ? new PodChange.Blocked(because)
              : new PodChange.Recreate(because);
    };
  }

  private TemplateChange compare(RevisionView from, UpdateType type, TemplateChange.Means means) {
    return type != UpdateType.IN_PLACE_ONLY && hasOtherClaims(from)
        ? new TemplateChange.NotInPlace("volumeClaimTemplates changed")
        : rollout.snapshot().documents().change(from, target, means);
  }

  private boolean hasOtherClaims(RevisionView from) {
    Map<String, String> before = from.meta().annotations();
    Map<String, String> now = target.meta().annotations();
    return rollout.snapshot().features().isOn(Feature.RECREATE_ON_CLAIM_CHANGE)
        && before.containsKey(RevisionStep.CLAIMS_HASH)
        && now.containsKey(RevisionStep.CLAIMS_HASH)
        && !ClaimTemplates.of(rollout.cloneSet())
            .areAlike(
                before.getOrDefault(RevisionStep.CLAIMS_HASH, ""),
                now.getOrDefault(RevisionStep.CLAIMS_HASH, ""));
  }
}

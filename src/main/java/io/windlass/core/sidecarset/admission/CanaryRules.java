package io.windlass.core.sidecarset.admission;

import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.FaultList;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.List;
import java.util.Optional;

/** What may be wrong with a SidecarSet that goes before another one. Stateless. */
final class CanaryRules {
  private static final String FIELD = "metadata.annotations[" + SidecarSetKeys.BASE + "]";

  private CanaryRules() {}

  static List<Violation> violations(
      SidecarSetView set, Optional<SidecarSetView> before, Neighbourhood neighbourhood) {
    FaultList faults = new FaultList();
    set.base()
        .ifPresent(
            base -> {
              Optional<SidecarSetView> found = neighbourhood.sidecarSet(base);
              faults.check(!base.equals(set.name()), FIELD, "names the SidecarSet itself");
              faults.check(found.isPresent(), FIELD, "there is no SidecarSet " + base);
              faults.check(
                  found.flatMap(SidecarSetView::base).isEmpty(), FIELD, base + " is a canary too");
              faults.check(
                  !set.filled().update().rolls(),
                  "spec.updateStrategy.type",
                  "must be NotUpdate: a canary does not upgrade pods");
              before.ifPresent(
                  old ->
                      faults.check(
                          base.equals(old.meta().annotations().get(SidecarSetKeys.BASE)),
                          FIELD,
                          "cannot be changed"));
            });
    return faults.found();
  }
}

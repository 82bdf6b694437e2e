package io.windlass.core.cloneset;

import io.windlass.core.plan.Plan;
import io.windlass.core.plan.Reason;
import java.util.List;
import java.util.Optional;

/** Decides what is to be done about one CloneSet. Stateless; cost O(n log n) in its pods. */
public final class CloneSetPlanner {
  private CloneSetPlanner() {}

  /** The plan for a snapshot; the same snapshot always gives the same plan. */
  public static Plan plan(CloneSetSnapshot snapshot) {
    String name = snapshot.cloneSet().name();
    return new Plan(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(new Reason(name, "Unplanned", "no rule has spoken about this CloneSet yet")));
  }
}

package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All checks of one object. Stateless; the cost is that of a walk over 400 days of edges. */
public final class Checks {
  private Checks() {}

  /** What the document and its schedule say, wherever it is. */
  public static List<Finding> ofDocument(ReadAutoscaler read, Instant now) {
    List<Finding> found = new ArrayList<>(read.faults());
    if (read.isSound()) {
      AutoscalerSpec spec = read.spec();
      found.addAll(WindowChecks.of(spec, now));
      found.addAll(ClockChecks.of(spec, now));
      found.addAll(OverlapChecks.of(spec, now));
      found.addAll(MetricChecks.of(spec));
    }
    return sorted(found);
  }

  /** And what its surroundings say. */
  public static List<Finding> of(ReadAutoscaler read, World world, Instant now) {
    return with(ofDocument(read, now), read.spec(), world);
  }

  static List<Finding> with(List<Finding> ofDocument, AutoscalerSpec spec, World world) {
    List<Finding> found = new ArrayList<>(ofDocument);
    found.addAll(WorldChecks.of(spec, world));
    found.addAll(OwnershipChecks.of(spec, world));
    return sorted(found);
  }

  private static List<Finding> sorted(List<Finding> found) {
    return found.stream().distinct().sorted(Comparator.comparing(Finding::code)).toList();
  }
}

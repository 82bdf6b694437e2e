package io.windlass.core.autoscaling.admission;

import io.windlass.core.autoscaling.check.World;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.model.Json;
import java.time.Instant;
import java.util.List;

/** What the admission of an autoscaler asks the cluster. */
public interface Neighbourhood {
  /** The present moment. */
  Instant now();

  /** What surrounds an autoscaler. */
  World around(Json.Obj autoscaler, AutoscalerSpec spec);

  /** All TimedPodAutoscalers of a namespace. */
  List<Json> autoscalers(String namespace);

  /** Whether a user may do something. */
  Permission permits(Json.Obj user, String namespace, Deed deed);

  /** What a user may be allowed to do, or not. */
  sealed interface Deed {
    /**
     * To update the scale of a workload. Where its kind is not known yet, that of every kind of its
     * group.
     */
    record Scale(Target target) implements Deed {}

    /** To delete a HorizontalPodAutoscaler. */
    record DeleteHpa(String name) implements Deed {}
  }

  /** An answer of the cluster's authorizers. */
  sealed interface Permission {
    record Granted() implements Permission {}

    record Denied() implements Permission {}

    /** It could not be asked. */
    record Unknown(String why) implements Permission {}
  }
}
